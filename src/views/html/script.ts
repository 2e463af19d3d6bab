/** Filters the items of a long report. Without it the page lacks the filter, and nothing else. */
export const script = `
(() => {
  const tools = document.querySelector('.tools');
  if (!tools) return;
  const [words, open] = tools.querySelectorAll('input');
  const shown = tools.querySelector('output');
  const rows = [...document.querySelectorAll('#checklist .row')];
  const folds = [...document.querySelectorAll('#checklist details')].filter((fold) => fold.querySelector('.row'));
  const closed = folds.filter((fold) => !fold.open);
  const filter = () => {
    const wanted = words.value.trim().toLowerCase();
    const all = wanted === '' && !open.checked;
    for (const row of rows) {
      row.hidden = (open.checked && row.dataset.open === undefined) || !row.textContent.toLowerCase().includes(wanted);
    }
    for (const fold of folds) {
      const some = fold.querySelector('.row:not([hidden])') !== null;
      fold.hidden = !some;
      fold.open = all ? !closed.includes(fold) : some;
    }
    shown.textContent = all ? '' : rows.filter((row) => !row.hidden).length + ' of ' + rows.length + ' items';
  };
  tools.hidden = false;
  tools.addEventListener('input', filter);
})();
`;
