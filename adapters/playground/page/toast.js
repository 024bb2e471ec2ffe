/** Long enough to read twice. Milliseconds. */
const STAYS = 8000;

/** @param {string} text @param {'good' | 'info' | 'refused'} level */
export function toast(text, level) {
  const box = document.getElementById('said');
  if (!box) return;
  const row = document.createElement('div');
  row.className = `toast ${level}`;
  const words = document.createElement('p');
  words.textContent = text;
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'quiet';
  close.textContent = 'Close';
  close.addEventListener('click', () => row.remove());
  row.append(words, close);
  box.replaceChildren(row);
  setTimeout(() => row.remove(), STAYS);
}

export const clearToasts = () => document.getElementById('said')?.replaceChildren();

/** For screen readers alone. @param {string} text */
export function announce(text) {
  const box = document.getElementById('heard');
  if (box) box.textContent = text;
}
