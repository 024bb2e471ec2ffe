import type { JURISDICTIONS, PROVIDERS } from '../../policy/policy.ts';
import { inWords } from '../print-day.ts';

export type Jurisdiction = (typeof JURISDICTIONS)[number];
export type Provider = (typeof PROVIDERS)[number];

export interface SchoolsLaw {
  readonly jurisdiction: Jurisdiction;
  readonly provider: Provider;
}

/**
 * Who may authorise a person to remove someone, by kind of school (Education Act 1996, section 547, England
 * and Wales). Null: the section is not the one for this kind of provider, so the letter claims nothing.
 */
export function mayAuthoriseRemoval(provider: Exclude<Provider, 'ask'>): readonly string[] | null {
  switch (provider) {
    case 'community':
    case 'voluntary_controlled':
      return ['the local authority'];
    case 'foundation':
    case 'voluntary_aided':
      return ['the local authority', 'the governing body'];
    case 'academy':
    case 'independent':
      return ['the proprietor of the school'];
    case 'early_years':
    case 'college':
      return null;
    default:
      return provider satisfies never;
  }
}

const ASKED_TO_LEAVE =
  'If you come on to the site when this letter says you should not, we will ask you to leave. We would also look again at these arrangements with you, and they may change.';

const inEnglandOrWales = ({ jurisdiction }: SchoolsLaw): boolean =>
  jurisdiction === 'england' || jurisdiction === 'wales';

/**
 * What follows from coming on site all the same. Coming in is a civil matter by itself; the law on nuisance or
 * disturbance is described only where it applies, and only as far as it goes.
 */
export function composeIfYouCome(law: SchoolsLaw): string[] {
  if (!inEnglandOrWales(law) || law.provider === 'ask') return [ASKED_TO_LEAVE];
  const authorisers = mayAuthoriseRemoval(law.provider);
  if (authorisers === null) return [ASKED_TO_LEAVE];
  return [
    ASKED_TO_LEAVE,
    `Coming on to the site without permission is, by itself, a civil matter (trespass). The law goes further only if a person who is on school premises without lawful authority also causes or allows a nuisance or disturbance there (section 547 of the Education Act 1996). In that case a police officer, or a person authorised by ${inWords(authorisers, 'or')}, may remove them, and a court may impose a fine of up to £500 (level 2).`,
  ];
}

export const lawLacks = (law: SchoolsLaw): string | null =>
  law.provider === 'ask' && inEnglandOrWales(law)
    ? 'say in the settings what kind of school this is, since that decides who may authorise removal from the site'
    : null;
