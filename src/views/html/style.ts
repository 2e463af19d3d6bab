/** The whole look of the report. No colour stands alone: beside each there is a sign and a word. */
export const style = `
:root { color-scheme: light dark; --page: #f4f5f7; --card: #fff; --ink: #1b1f24; --quiet: #545d68; --line: #d5dae1; --soft: #eceff3;
  --good: #116329; --bad: #b3261e; --unsure: #7d4e00; --todo: #0a53a8; --track: #d5dae1;
  --on-good: #116329; --on-bad: #a3201a; --on-unsure: #6f4600; --on-todo: #0a4d9c; }
@media (prefers-color-scheme: dark) {
  :root { --page: #0e1217; --card: #171c23; --ink: #e8ecf1; --quiet: #a3adba; --line: #303844; --soft: #212832;
    --good: #56d364; --bad: #ff8f86; --unsure: #e3b341; --todo: #79b8ff; --track: #3a4350;
    --on-good: #14542a; --on-bad: #8c1d18; --on-unsure: #5f3e00; --on-todo: #0b4383; }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--page); color: var(--ink); overflow-wrap: anywhere;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
.wrap, main { max-width: 60rem; margin: 0 auto; padding: 0 1rem; }
h1, h2, h3, h4, p, ul, ol, dl, dd { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h2 { font-size: 1.25rem; margin: 2rem 0 .75rem; }
h3, h4 { display: inline; font-size: 1rem; }
a { color: var(--todo); }
code { font: .875em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--soft); border-radius: .25rem; padding: .1em .35em; }
:focus-visible { outline: 3px solid var(--todo); outline-offset: 2px; border-radius: .25rem; }
.skip { position: absolute; left: -100vw; top: .5rem; background: var(--card); padding: .5rem 1rem; z-index: 1; }
.skip:focus { left: .5rem; }
.banner { color: #fff; padding: 1.75rem 0 1.5rem; background: var(--on-todo); }
.banner.good { background: var(--on-good); } .banner.bad, .banner.emergency { background: var(--on-bad); } .banner.unsure { background: var(--on-unsure); }
.banner.emergency { border-bottom: .5rem dashed #fff; }
.banner h1 { font-size: clamp(1.5rem, 5vw, 2.25rem); line-height: 1.2; }
.banner h1 span { margin-right: .25em; }
.banner :focus-visible { outline-color: #fff; }
.subtitle { margin-top: .35rem; opacity: .92; }
.progress { display: flex; flex-wrap: wrap; gap: .35rem 1rem; align-items: center; margin-top: 1rem; font-weight: 600; }
.progress svg { width: 14rem; max-width: 100%; height: .75rem; border-radius: .375rem; }
.progress .track { fill: #ffffff40; } .progress .fill { fill: #fff; }
.notice { border-left: .375rem solid var(--unsure); background: var(--card); padding: .75rem 1rem; margin-top: 1rem; border-radius: .25rem; }
.notice.emergency { border-color: var(--bad); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .9rem 1rem; margin-bottom: .75rem; }
.card.bad { border-left: .375rem solid var(--bad); } .card.unsure { border-left: .375rem solid var(--unsure); } .card.todo { border-left: .375rem solid var(--todo); }
.good { color: var(--good); } .bad { color: var(--bad); } .unsure { color: var(--unsure); } .todo { color: var(--todo); } .muted { color: var(--quiet); }
.card, .banner { color: var(--ink); } .banner { color: #fff; }
.row { display: grid; grid-template-columns: 1.5rem minmax(0, 1fr); padding: .6rem 0; border-top: 1px solid var(--line); }
.rows > .row:first-child { border-top: 0; }
.row.plain { display: block; } .card.rows { padding-block: .25rem; }
.row:target { background: var(--soft); outline: .35rem solid var(--soft); }
.sign { font-weight: 700; }
.title { font-weight: 600; }
.title a { color: inherit; text-decoration-color: var(--line); text-underline-offset: .2em; }
.said, .why, .place { color: var(--quiet); font-size: .925rem; }
.state { font-weight: 600; }
.names { white-space: normal; } .names code { margin-right: .35rem; } .names .id { background: none; padding: 0; color: var(--quiet); font-size: .8125rem; }
.next { margin-top: .35rem; } .said .next { color: var(--ink); } .next::before { content: "\\2192\\00a0"; font-weight: 700; }
.values { margin: .25rem 0; }
.values li { display: flex; flex-wrap: wrap; align-items: center; gap: 0 .6rem; font-size: .925rem; }
.bar { flex: none; width: 9rem; max-width: 100%; height: .6rem; border-radius: .3rem; }
.bar .track { fill: var(--track); } .bar .fill { fill: currentColor; } .bar .limit { fill: var(--ink); }
details > summary { cursor: pointer; }
.section { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; margin-bottom: .75rem; }
.section > summary { padding: .75rem 1rem; }
.section > .inside { padding: 0 1rem .5rem; }
.share { color: var(--quiet); font-weight: 400; white-space: nowrap; }
.group { margin: .9rem 0 .1rem; }
.fold { margin-top: .35rem; font-size: .925rem; }
#who-h + .card li { margin-bottom: .35rem; }
.fold li { padding: .15rem 0 .15rem 1rem; }
.inside > .fold { margin: .5rem 0; }
.places { display: flex; flex-wrap: wrap; gap: .4rem; margin-bottom: .75rem; }
.places a { display: block; padding: .2rem .7rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--card); text-decoration: none; font-size: .925rem; }
.tools { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; margin-bottom: .75rem; }
.tools[hidden], .row[hidden], .section[hidden], .group[hidden] { display: none; }
.tools input[type=search] { font: inherit; padding: .35rem .6rem; width: 16rem; max-width: 100%; border: 1px solid var(--quiet); border-radius: .35rem; background: var(--card); color: inherit; }
.facts { display: grid; grid-template-columns: minmax(6rem, auto) minmax(0, 1fr); gap: .25rem 1rem; }
.facts dt { color: var(--quiet); }
footer { padding: 1.5rem 0 3rem; color: var(--quiet); font-size: .925rem; }
@media (max-width: 30rem) { .facts { grid-template-columns: 1fr; } .facts dd { margin-bottom: .5rem; } .places a { padding: .35rem .7rem; } }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media (forced-colors: active) { .bar .fill { fill: Highlight; } .bar .limit { fill: CanvasText; } }
@media print {
  :root { --page: #fff; --card: #fff; --ink: #000; --quiet: #333; --line: #999; --soft: #eee; --good: #116329; --bad: #b3261e; --unsure: #7d4e00; --todo: #0a53a8; }
  .banner { color: #000 !important; background: none !important; border-bottom: 3px solid #000; }
  .progress .track { fill: #ccc; } .progress .fill { fill: #000; }
  .skip, .tools, .places { display: none; }
  .card, .row, .notice { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; display: block; }
}
`;
