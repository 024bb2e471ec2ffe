import type { Field, Form } from '../../src/view/form.ts';
import { drawBlocks } from './draw-blocks.ts';
import { type Html, html } from './html.ts';

type Drawable = Extract<Field, { is: 'choice' | 'long' | 'text' }>;

const isDrawable = (field: Field): field is Drawable =>
  field.is === 'choice' || field.is === 'long' || field.is === 'text';

/** Where a link from the summary leads: to what can be typed in or chosen. */
const idOf = (field: Field): string => (field.is === 'choice' ? `${field.name}-0` : field.name);

/** What is said about a field beside it: names the elements that are there. */
const described = (field: Field, wrong: string | undefined): string =>
  [...(field.hint ? [`${field.name}-hint`] : []), ...(wrong ? [`${field.name}-wrong`] : [])].join(' ');

const besides = (field: Field, wrong: string | undefined): Html => html`
  ${field.hint && html`<p class="hint" id="${field.name}-hint">${field.hint}</p>`}
  ${wrong && html`<p class="wrong" id="${field.name}-wrong">${wrong}</p>`}`;

/** A hint says itself when an answer is wanted. */
const optional = (field: Field): string => (field.required || field.hint ? '' : ' (if you like)');

function drawField(field: Drawable, wrong: string | undefined): Html {
  const by = described(field, wrong);
  const label = `${field.label}${optional(field)}`;
  const about = by === '' ? html`` : html` aria-describedby="${by}"`;
  const invalid = wrong ? html` aria-invalid="true"` : html``;
  const marked = wrong ? ' is-wrong' : '';
  switch (field.is) {
    case 'choice':
      return html`<fieldset class="field${marked}"${about}><legend>${label}</legend>${besides(field, wrong)}
        ${field.options.map(
          (
            option,
            index,
          ) => html`<label class="choice"><input type="radio" name="${field.name}" id="${field.name}-${index}"
            value="${option.value}"${option.value === field.value ? html` checked` : null}><span>${option.label}${
              option.hint && html`<small>${option.hint}</small>`
            }</span></label>`,
        )}</fieldset>`;
    case 'long':
      return html`<div class="field${marked}"><label class="asked" for="${field.name}">${label}</label>${besides(field, wrong)}
        <textarea id="${field.name}" name="${field.name}" rows="6"${about}${invalid}>
${field.value ?? ''}</textarea></div>`;
    case 'text':
      return html`<div class="field${marked}"><label class="asked" for="${field.name}">${label}</label>${besides(field, wrong)}
        <input type="text" id="${field.name}" name="${field.name}" value="${field.value ?? ''}"${about}${invalid}></div>`;
    default:
      return field satisfies never;
  }
}

/** Said first and in focus, so that whoever hears the page hears it too; each line leads to its field. */
function summary(form: Form): Html {
  const rows = Object.entries(form.errors);
  if (rows.length === 0) return html``;
  const line = ([name, words]: readonly [string, string]) => {
    const field = form.fields.find((row) => row.name === name);
    return html`<li>${field ? html`<a href="#${idOf(field)}">${words}</a>` : words}</li>`;
  };
  return html`<div class="summary" role="alert" tabindex="-1" autofocus aria-labelledby="problem">
    <h2 id="problem">Something is missing</h2><ul>${rows.map(line)}</ul></div>`;
}

export const hasErrors = (form: Form): boolean => Object.keys(form.errors).length > 0;

/** Throws where a form asks for something that these pages cannot: it is then no form for them. */
export function drawForm(form: Form, action: string): Html {
  const fields = form.fields.filter(isDrawable);
  if (fields.length < form.fields.length) throw new Error(`The form ${form.name} cannot be drawn on a page.`);
  return html`${summary(form)}${drawBlocks(form.intro)}
    <form method="post" action="${action}" novalidate>
      ${fields.map((field) => drawField(field, form.errors[field.name]))}
      <div class="row"><button type="submit">${form.submit}</button></div>
    </form>`;
}
