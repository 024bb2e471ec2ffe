import { createHash } from 'node:crypto';

/** The whole of what the pages look like: no font, picture or file is fetched for it. */
export const STYLE = `
:root { color-scheme: light dark; --back: #fff; --ink: #1b1f24; --soft: #4d555e; --line: #6b747e; --tint: #f1f4f7;
  --main: #0b5394; --on-main: #fff; --bad: #a6141e; --bad-tint: #fdf0f0; --good: #14663a; --focus: #0b5394; }
@media (prefers-color-scheme: dark) { :root { --back: #15191e; --ink: #e9ecef; --soft: #b4bcc5; --line: #8d97a2;
  --tint: #20262d; --main: #9ccbf5; --on-main: #0c1620; --bad: #ffaaa5; --bad-tint: #33191b; --good: #93d7ae;
  --focus: #ffd479; } }
* { box-sizing: border-box; }
html { font: 100%/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
body { margin: 0; background: var(--back); color: var(--ink); font-size: 1.0625rem; overflow-wrap: anywhere; }
header, main, footer { max-width: 40rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 1.25rem; color: var(--soft); font-weight: 600; }
footer { margin-top: 2.5rem; padding-bottom: 2rem; color: var(--soft); font-size: .9375rem; }
h1 { margin: .25rem 0 1rem; font-size: 1.625rem; line-height: 1.25; }
h2 { margin: 1.75rem 0 .5rem; font-size: 1.1875rem; line-height: 1.3; }
p, .said { margin: 0 0 1rem; white-space: pre-line; }
.notice { padding: .75rem 1rem; border-left: .3rem solid var(--main); background: var(--tint); }
.warning, .danger { border-color: var(--bad); background: var(--bad-tint); }
.good { border-color: var(--good); }
dl { margin: 0 0 1rem; display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .25rem 1rem; }
dt { color: var(--soft); } dd { margin: 0; }
@media (max-width: 26rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } }
figure { margin: 0 0 1.25rem; } figcaption { font-weight: 600; margin-bottom: .25rem; }
blockquote { margin: 0; padding: .25rem 0 .25rem 1rem; border-left: .2rem solid var(--line); white-space: pre-line; }
ul { margin: 0 0 1rem; padding-left: 1.25rem; } small, .hint { color: var(--soft); font-size: .9375rem; }
small { display: block; } .hint { margin: 0 0 .375rem; }
hr { border: 0; border-top: 1px solid var(--line); margin: 1.5rem 0; }
fieldset { border: 0; margin: 0 0 1.5rem; padding: 0; min-width: 0; }
legend, .asked { display: block; padding: 0; margin: 0 0 .375rem; font-weight: 600; font-size: 1.125rem; }
.field { margin: 0 0 1.5rem; }
.choice { display: flex; gap: .75rem; align-items: flex-start; padding: .625rem .75rem; margin: 0 0 .5rem;
  border: 1px solid var(--line); border-radius: .375rem; min-height: 2.75rem; cursor: pointer; }
.choice:has(:checked) { border-color: var(--main); box-shadow: inset 0 0 0 1px var(--main); }
.choice input { width: 1.375rem; height: 1.375rem; margin: .125rem 0 0; flex: none; accent-color: var(--main); }
textarea, input[type=text], select { width: 100%; font: inherit; color: inherit; background: var(--back); padding: .625rem .75rem;
  border: 1px solid var(--line); border-radius: .375rem; }
textarea { min-height: 8rem; resize: vertical; }
button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .625rem 1.25rem; border-radius: .375rem;
  border: 1px solid var(--main); background: var(--main); color: var(--on-main); cursor: pointer; }
button.plain { background: transparent; color: var(--main); }
.row { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.5rem 0; }
a { color: var(--main); } a.alone { display: inline-block; padding: .625rem 0; }
.summary { border: .2rem solid var(--bad); padding: .75rem 1rem; margin: 0 0 1.5rem; background: var(--bad-tint); }
.summary h2 { margin: 0 0 .5rem; } .summary ul { margin: 0; } .summary a, .wrong { color: var(--bad); }
.wrong { font-weight: 600; margin: 0 0 .375rem; } .is-wrong { border-left: .3rem solid var(--bad); padding-left: .75rem; }
:focus-visible { outline: .1875rem solid var(--focus); outline-offset: .125rem; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: .5rem; top: .5rem; background: var(--back); padding: .5rem; }
`;

/** Named in the content security policy, so that no other style is ever applied. */
export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE, 'utf8').digest('base64')}'`;
