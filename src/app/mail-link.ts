import type { Case, ViewLink } from '../domain/case.ts';
import { decide } from '../domain/decide/decide.ts';
import { ConsultationId } from '../domain/ids.ts';
import { linkStanding } from '../domain/link-standing.ts';
import type { Post, Unit } from '../ports.ts';
import type { Mail, Sent } from '../surface.ts';
import type { PostAbout } from '../view/about.ts';
import { linkMail } from '../view/link-mail.ts';
import type { App } from './app.ts';
import { commitCase } from './commit.ts';
import { factsFor, loadCase } from './load-case.ts';
import { mintLink } from './make-link.ts';
import { atSchool } from './school.ts';
import { CLOCK } from './tick.ts';

type AboutLink = Extract<PostAbout, { show: 'view_link' }>;

async function addressOf(unit: Unit, it: Case, link: ViewLink): Promise<string | null> {
  const text = link.to && (await unit.particulars.read(it.school, link.to.id));
  return text === null || text === 'erased' ? null : text;
}

/**
 * The email as it is now; null where there is nothing to send any more. Each try has a secret of its own, so that none
 * waits anywhere to be sent: after a crash two emails may open the same link, which still is used once.
 */
const mailFor = (app: App, { school }: Post, about: AboutLink): Promise<Mail | null> =>
  app.store.write(async (unit) => {
    const at = await atSchool(app, unit, school);
    const loaded = await loadCase(app, unit, at, about.case, 'without_history');
    if (!loaded) return null;
    const { it, policy, book } = loaded;
    const standing = linkStanding(about.link, it, { policy: policy.policy, book, now: at.now });
    if (!standing.stands) return null;
    const { link } = standing;
    const to = await addressOf(unit, it, link);
    const url = to === null ? null : await mintLink(app, unit, it, standing.row.id, link);
    return to === null || url === null ? null : { to, ...linkMail(at.school.name, url, link.lastDay) };
  });

export async function sendLinkMail(app: App, post: Post, about: AboutLink): Promise<Sent> {
  if (!app.mail || app.pages.origin() === null)
    return {
      ok: false,
      why: 'never',
      reason: 'no mail server or no public address is set up any more (SMTP_URL, PUBLIC_URL)',
    };
  const mail = await mailFor(app, post, about);
  return mail ? app.mail.send(mail) : { ok: true, message: '' };
}

/** Whoever made the link is told, and can copy one instead. */
export async function recordUnsent(app: App, unit: Unit, { school }: Post, about: AboutLink): Promise<void> {
  const at = await atSchool(app, unit, school);
  const loaded = await loadCase(app, unit, at, about.case, 'without_history');
  const consultation = ConsultationId.safeParse(about.consultation);
  if (!loaded || !consultation.success) return;
  const { it, policy, book } = loaded;
  const decided = decide(
    it,
    { do: 'record_unsent', consultation: consultation.data, link: about.link },
    factsFor(app, at, loaded, CLOCK),
  );
  if (decided.ok)
    await commitCase(unit, at, it, decided.events, { actor: 'clock', policy: policy.policy, book });
}
