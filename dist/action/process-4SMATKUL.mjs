import{createRequire as gonogoRequire}from'node:module';import{fileURLToPath as gonogoPath}from'node:url';var require=gonogoRequire(import.meta.url);var __filename=gonogoPath(import.meta.url);var __dirname=gonogoPath(new URL('.',import.meta.url))
import{a,e as i,f as c,h as d}from"./chunk-G77M2FBT.mjs";import"./chunk-XUZ5AO4Q.mjs";var o={go:0,waiting:1,"no-go":1,"cannot-tell":2,differs:3,usage:64,internal:70,interrupted:130};function m(e,{stderr:t}){for(let r of e)t.write(`${i(d(r))}
`)}function p(e,t){if(t.signal.aborted)return t.stderr.write(`Interrupted: nothing was judged.
`),o.interrupted;if(e instanceof c)return m(e.problems,t),e.problems.some(({code:s})=>s==="cli.usage")?o.usage:o["cannot-tell"];let r=e instanceof Error?`${e.name}: ${e.message}`:String(e);t.stderr.write(`internal error: ${i(a(r,300))}
`),t.stderr.write("  This is a mistake in Gonogo, and no verdict. Please report it with the command that you ran");let n=(t.env.GONOGO_DEBUG??"")!=="";return t.stderr.write(n?` and this:
`:`; with GONOGO_DEBUG=1 it says where.
`),n&&e instanceof Error&&t.stderr.write(`${e.stack??r}
`),o.internal}var g=1e3;async function O(e){let t=new AbortController;process.once("SIGINT",()=>t.abort()),process.once("SIGTERM",()=>t.abort());for(let s of[process.stdout,process.stderr])s.on("error",l=>w(l));process.exitCode=o.internal;let r={stdout:u(process.stdout),stderr:u(process.stderr),env:process.env,cwd:process.cwd(),signal:t.signal};process.on("uncaughtException",s=>{process.exit(p(s,r))});let n=await e(process.argv.slice(2),r);process.exitCode=f?o.internal:n,setTimeout(()=>process.exit(),g).unref()}function u(e){return{isTTY:e.isTTY,get columns(){return e.columns},write:t=>e.write(t)}}var f=!1;function w(e){e.code!=="EPIPE"&&(f=!0,process.exitCode=o.internal,process.stderr.write(`The output could not be written (${e.code??e.message}).
  Free some room, or write it elsewhere.
`))}export{O as runAsProcess};
