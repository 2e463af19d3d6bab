import{createRequire as gonogoRequire}from'node:module';import{fileURLToPath as gonogoPath}from'node:url';var require=gonogoRequire(import.meta.url);var __filename=gonogoPath(import.meta.url);var __dirname=gonogoPath(new URL('.',import.meta.url))
function n(i=20){let t=new Set,e=0;return{add:s=>{t.size<i?t.add(s):t.has(s)||(e+=1)},list:()=>e===0?[...t]:[...t,`and ${e} more`]}}export{n as a};
