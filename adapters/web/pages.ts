import type { LinkForm, LinkPage, PageAbout } from '../../src/surface.ts';
import { drawBlocks } from './draw-blocks.ts';
import { drawForm, hasErrors } from './draw-form.ts';
import { type Html, html, unsafeHtml } from './html.ts';
import type { Paths } from './places.ts';
import { STYLE } from './style.ts';

function layout(title: string, about: PageAbout | null, body: Html): string {
  const page = html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${unsafeHtml(STYLE)}</style>
</head>
<body>
<a class="skip" href="#page">To the page</a>
<header>${about?.school ?? 'Accord'}</header>
<main id="page">
${body}
</main>
<footer>${
    about
      ? html`<p>Reference ${about.ref}. If anything here is unclear, ring the school and name it.</p>`
      : html`<p>Accord keeps a school's parent code of conduct.</p>`
  }</footer>
</body>
</html>
`;
  return page.text;
}

function asked(page: Extract<LinkPage, { is: 'asked' }>, action: string): string {
  const { card, about } = page;
  return layout(
    `${card.title} - ${about.school}`,
    about,
    html`<h1>${card.title}</h1>
${drawBlocks(card.blocks)}
<p>What happened and what is proposed are on the next page.</p>
<form method="post" action="${action}">
<div class="row">
<button type="submit" name="to" value="answer">Open it</button>
<button class="plain" type="submit" name="to" value="aside">I am involved in this</button>
</div>
</form>`,
  );
}

function form(page: Extract<LinkPage, { is: 'form' }>, which: LinkForm, paths: Paths): string {
  const { about } = page;
  const wrong = hasErrors(page.form) ? 'Something is missing: ' : '';
  return layout(
    `${wrong}${page.form.title} - ${about.school}`,
    about,
    html`<h1>${page.form.title}</h1>
${drawForm(page.form, paths[which])}
${
  which === 'answer'
    ? html`<p><a class="alone" href="${paths.aside}">I am involved in this, or kept free for an appeal</a></p>`
    : html`<p><a class="alone" href="${paths.answer}">Back to the question</a></p>`
}`,
  );
}

const done = ({ card, about }: Extract<LinkPage, { is: 'done' }>): string =>
  layout(
    `${card.title} - ${about.school}`,
    about,
    html`<h1>${card.title}</h1>
${drawBlocks(card.blocks)}`,
  );

/** What somebody typed and could not send is theirs to keep. */
const keepsTyped = (typed: string): Html =>
  typed.trim() === ''
    ? html``
    : html`<figure><figcaption>What you typed. Copy it before you close this page.</figcaption><blockquote>${typed}</blockquote></figure>`;

/** The same for a link that was guessed, used, taken back or too old: a stranger learns nothing from it. */
export const deadPage = (typed = ''): string =>
  layout(
    'This link opens nothing',
    null,
    html`<h1>This link opens nothing</h1>
<p>It may have been used already, its time may be over, or a newer one may have taken its place. Part of it may be missing, too: copy all of it into the address line.</p>
<p>If you were asked for your view and have not given it, ring the school on the number that you know, and ask for a new link.</p>
${keepsTyped(typed)}`,
  );

export const failedPage = (typed = ''): string =>
  layout(
    'That could not be done just now',
    null,
    html`<h1>That could not be done just now</h1>
<p>Nothing was saved. Wait a minute, go back to the page before and try again. If it goes on, ring the school.</p>
${keepsTyped(typed)}`,
  );

export const tooLongPage = (): string =>
  layout(
    'That is too long',
    null,
    html`<h1>That is too long</h1>
<p>Nothing was saved. A few sentences are enough here: go back to the page before, shorten it and send it again. If you have more to say, ring the school.</p>`,
  );

export const tooManyPage = (): string =>
  layout(
    'Too many tries',
    null,
    html`<h1>Too many tries</h1>
<p>Links that open nothing were tried from here too often. Wait ten minutes, then open your own again.</p>`,
  );

/** Where the buttons of the question lead that comes before an opening, and the paths that there are after one. */
export type Leads = { readonly link: string } | { readonly paths: Paths };

export function drawPage(page: LinkPage, which: LinkForm, leads: Leads, typed = ''): string {
  switch (page.is) {
    case 'asked':
      return asked(page, 'link' in leads ? leads.link : leads.paths.open);
    case 'form':
      if ('link' in leads) throw new Error('A form is shown once its link was opened.');
      return form(page, which, leads.paths);
    case 'done':
      return done(page);
    case 'dead':
      return deadPage(typed);
    default:
      return page satisfies never;
  }
}
