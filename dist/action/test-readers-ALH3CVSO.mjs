import{createRequire as gonogoRequire}from'node:module';import{fileURLToPath as gonogoPath}from'node:url';var require=gonogoRequire(import.meta.url);var __filename=gonogoPath(import.meta.url);var __dirname=gonogoPath(new URL('.',import.meta.url))
import{a}from"./chunk-5Z44LDG7.mjs";import"./chunk-XUZ5AO4Q.mjs";export{a as testReader};
