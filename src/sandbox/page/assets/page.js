// Makes a press one round trip without a jump, and shows what others do. Without it every form works by itself.
const notice = document.querySelector('#notice');
let version = document.body.dataset.version;
let busy = 0;

/** Where everything that can be folded stands, so that it stays as it was. */
function folds(root) {
  const counts = new Map();
  return [...root.querySelectorAll('details')].map((fold) => {
    const home = fold.id || (fold.closest('[id]')?.id ?? '');
    const count = counts.get(home) ?? 0;
    counts.set(home, count + 1);
    return [`${home} ${count}`, fold];
  });
}

function show(markup) {
  const fresh = new DOMParser().parseFromString(markup, 'text/html');
  const [now, next] = [document.querySelector('main'), fresh.querySelector('main')];
  const open = new Map(folds(now).map(([key, fold]) => [key, fold.open]));
  for (const [key, fold] of folds(next)) if (open.has(key)) fold.open = open.get(key);
  const focused = document.activeElement?.id;
  now.replaceWith(next);
  const nav = document.querySelector('.repo');
  const nextNav = fresh.querySelector('.repo');
  if (nav && nextNav) nav.replaceWith(nextNav);
  version = fresh.body.dataset.version;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function say(words) {
  notice.textContent = words;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => {
    notice.textContent = '';
  }, 6000);
}

async function refresh() {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (answer.ok) show(await answer.text());
}

async function send(form, submitter) {
  busy += 1;
  submitter?.classList.add('sending');
  try {
    const body = new URLSearchParams(new FormData(form, submitter));
    const answer = await fetch(form.getAttribute('action'), { method: 'POST', body, headers: { accept: 'text/html' } });
    const markup = await answer.text();
    if (!answer.ok) {
      const reason = new DOMParser().parseFromString(markup, 'text/html').querySelector('.reason');
      await refresh();
      say(`Refused: ${reason?.textContent ?? answer.status}`);
      return;
    }
    if (new URL(answer.url).pathname === location.pathname) show(markup);
    else await refresh();
  } catch {
    say('The sandbox did not answer. Is it still running?');
  } finally {
    busy -= 1;
    submitter?.classList.remove('sending');
  }
}

document.addEventListener('submit', (event) => {
  if (event.target.dataset.quiet === undefined) return;
  event.preventDefault();
  void send(event.target, event.submitter);
});

/** Nobody loses what they are writing. */
function isWriting() {
  const fields = [...document.querySelectorAll('main textarea, main input, main select')];
  return fields.some((field) => field === document.activeElement || field.value !== (field.defaultValue ?? field.value));
}

async function look() {
  // Who sends back whole texts wants a page that grows old.
  if (document.body.dataset.still !== undefined || document.visibilityState !== 'visible' || busy > 0 || isWriting()) return;
  try {
    const answer = await fetch(`/-/version?of=${encodeURIComponent(location.pathname)}`);
    if (answer.ok && (await answer.text()) !== version && busy === 0) await refresh();
  } catch {
    // It may be started again.
  }
}

setInterval(() => void look(), 2000);
