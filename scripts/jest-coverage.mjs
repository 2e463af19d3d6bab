// Counts which code ran. By itself jest has each world count anew, copies all it counted with every place in the code, and merges that:
// nearly as much work as the tests. Here a worker counts once for all its worlds, and hands on of a file what nobody knew yet.
import { createInstrumenter } from 'istanbul-lib-instrument';

const instrumenter = createInstrumenter({ esModules: true, compact: false, preserveComments: true });

/** Istanbul makes a function that describes all there is to count, looks up the counts, and is called before each count. */
const lookUp =
  /^ {2}var coverage = global\[gcv\][^]*?^ {2}var actualCoverage = coverage\[path\];[^]*?^ {2}return actualCoverage;\n\}\n(?<name>cov_\w+)\(\);\n/mu;

/** The code of a module that counts. Jest reads from the function in it what there is to count in a file that never ran. */
export function counting(code, path) {
  const text = instrumenter.instrumentSync(code, path);
  const found = lookUp.exec(text);
  if (found === null) throw new Error(`Istanbul writes ${path} in another way than scripts/jest-coverage.mjs knows.`);
  const { name } = found.groups;
  const head = text.slice(0, found.index);
  const hash = /^ {2}var hash = "(?<hash>\w+)";$/mu.exec(head)?.groups.hash ?? '';
  const body = text.slice(found.index + found[0].length);
  const kinds = ['s', 'f', 'b'];
  const took = `const { ${kinds.map((kind) => `${kind}: ${name}_${kind}`).join(', ')} } = gonogoCounts(${JSON.stringify(path)}, '${hash}', ${name});\n`;
  const counted = body.replaceAll(new RegExp(`\\b${name}\\(\\)\\.([sfb])\\[`, 'g'), `${name}_$1[`);
  if (counted.includes(`${name}()`)) {
    throw new Error(`Istanbul counts ${path} in another way than scripts/jest-coverage.mjs knows.`);
  }
  return `${head}  return coverageData;\n}\n${took}${counted}`;
}

/** What one worker counted. */
export function createCounts() {
  const files = new Map();
  return {
    /** A module asks for its counts when it starts; the first of a file brings along what there is to count. */
    countsOf: (path, hash, describe) => {
      const known = files.get(path);
      if (known?.coverage.hash === hash) return known.coverage;
      // A copy: what was made in a world would keep all of it.
      const coverage = JSON.parse(JSON.stringify(describe()));
      files.set(path, { coverage, told: -1 });
      return coverage;
    },
    /** The files in which something ran that had not run when this was asked before. */
    news: () => {
      const fresh = {};
      for (const [path, file] of files) {
        const ran = placesRun(file.coverage);
        if (ran > file.told) fresh[path] = file.coverage;
        file.told = ran;
      }
      return fresh;
    },
  };
}

function placesRun({ s, f, b }) {
  let ran = 0;
  for (const count of [...Object.values(s), ...Object.values(f), ...Object.values(b).flat()]) if (count > 0) ran++;
  return ran;
}
