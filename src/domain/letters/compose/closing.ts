import { md } from '../markdown.ts';
import { type ContactPoint, contactWords } from './contact.ts';

export interface HelpOffer {
  readonly contact: ContactPoint;
}

export const composeHelpOffer = (it: HelpOffer): string =>
  md`If you would like this letter in another language, in large print or read through with you, please ask ${contactWords(it.contact)}. We can arrange an interpreter. If a disability, your health or anything else makes it harder for you to read this, to write to us or to meet, please tell us and we will find a way that works for you.`;

export interface ComplaintRoute {
  /** Who hears a complaint about this letter: `the Chair of Governors`. */
  readonly to: string;
  /** Where the complaints policy is: `on our website and from the school office`. */
  readonly policyAt: string;
}

export const composeComplaintRoute = (it: ComplaintRoute): string =>
  md`If you are unhappy with this letter, or with how we have dealt with things, you can complain to ${it.to}. Our complaints policy is ${it.policyAt}. You will never be treated worse for making a complaint.`;

export interface DataNotice {
  /** Where the privacy notice is: `on our website`. */
  readonly noticeAt: string;
  /** Whom to ask for a copy of what is held: `the data protection officer, at dpo@...`. */
  readonly askAt: string;
}

export const composeDataNotice = (it: DataNotice): string =>
  md`We keep a record of this matter, including this letter. Our privacy notice, ${it.noticeAt}, explains how we look after it. You can ask for a copy of the information we hold about you from ${it.askAt}.`;
