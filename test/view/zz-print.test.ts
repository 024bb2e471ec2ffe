import { mkdirSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { caseCard, moreCard } from '../../src/view/cards/decider-card.ts';
import { dslCard } from '../../src/view/cards/dsl-card.ts';
import { dueCard } from '../../src/view/cards/due-card.ts';
import { gateCard } from '../../src/view/cards/gate-card.ts';
import { helpCard } from '../../src/view/cards/help-card.ts';
import { homeCard } from '../../src/view/cards/home-card.ts';
import { lettersCard } from '../../src/view/cards/letters-card.ts';
import { nudgeCard } from '../../src/view/cards/nudge-card.ts';
import { personCard } from '../../src/view/cards/person-card.ts';
import {
  breachesCard,
  contactCard,
  policyCard,
  routesCard,
  stepsCard,
} from '../../src/view/cards/policy-cards.ts';
import { safetyCard } from '../../src/view/cards/safety-card.ts';
import { savedWords } from '../../src/view/cards/saved.ts';
import { setupCard } from '../../src/view/cards/setup-card.ts';
import { statusCard } from '../../src/view/cards/status-card.ts';
import { timelineCard } from '../../src/view/cards/timeline-card.ts';
import { toldCard } from '../../src/view/cards/told-card.ts';
import { viewAskedCard } from '../../src/view/cards/view-asked-card.ts';
import { weeklyChannel, weeklyMine } from '../../src/view/cards/weekly-card.ts';
import { welcomeCard } from '../../src/view/cards/welcome-card.ts';
import { cardText } from '../../src/view/plain-text.ts';
import * as c from '../support/commands.ts';
import { drawingOf, dueRowsOf } from '../support/drawings.ts';
import { given } from '../support/given.ts';

const put = (n: string, card: Parameters<typeof cardText>[0]) =>
  writeFileSync(`/tmp/cards/${n}.txt`, cardText(card));
test('print', () => {
  mkdirSync('/tmp/cards', { recursive: true });
  const s = given('all-saints-mat').reported({ breaches: ['physical_aggression'], harm: 'someone_hurt' });
  put('case-fresh', caseCard(drawingOf(s, 'head')));
  put('more', moreCard(drawingOf(s, 'head')));
  put('status-1', statusCard(drawingOf(s, 'teacher')));
  const saved = [savedWords(s.last, drawingOf(s, 'teacher'))];
  s.by('head').when(
    { do: 'mark_read' },
    c.gathered(),
    c.spoken(),
    c.people({ affected: ['second_teacher'] }),
    c.ask('ban'),
  );
  put('case-asked', caseCard(drawingOf(s, 'head')));
  put('view-door', viewAskedCard(drawingOf(s, 'chair'), s.it.consultations[0]!.id));
  put('view-open', viewAskedCard(drawingOf(s, 'chair'), s.it.consultations[0]!.id, true));
  s.by('chair').when(c.view('concern'));
  saved.push(savedWords(s.last, drawingOf(s, 'chair')));
  put('view-given', viewAskedCard(drawingOf(s, 'chair'), s.it.consultations[0]!.id));
  s.by('head').when(c.decide('ban', { because: true }));
  saved.push(savedWords(s.last, drawingOf(s, 'head')));
  put('case-decided', caseCard(drawingOf(s, 'head')));
  put('status-2', statusCard(drawingOf(s, 'teacher')));
  put('safety', safetyCard(drawingOf(s, 'second_teacher')));
  put('letters-head', lettersCard(drawingOf(s, 'head')));
  put('told', toldCard(drawingOf(s, 'office')));
  s.by('head').when(c.sign());
  put('letters-office', lettersCard(drawingOf(s, 'office')));
  const rows = dueRowsOf(s);
  put('nudge', nudgeCard(drawingOf(s, 'head'), rows[0]!, 'escalated'));
  put(
    'weekly',
    weeklyChannel(drawingOf(s, 'head'), { rows, until: '2026-12-31' as never, coversBreak: true }),
  );
  put('mine', weeklyMine(drawingOf(s, 'head'), { rows, until: '2026-11-10' as never, coversBreak: false }));
  put('timeline', timelineCard(drawingOf(s, 'head')));
  put('due', dueCard(drawingOf(s, 'head'), rows));
  put(
    'gate',
    gateCard(
      drawingOf(s, 'office'),
      s.it.restrictions.map((r) => ({ ...r, name: 'Zebedee', detail: 'green car', ref: s.it.ref })),
    ),
  );
  put(
    'home',
    homeCard(drawingOf(s, 'head'), {
      mine: [],
      waiting: [
        { case: s.it.id, ref: s.it.ref, status: 'open', occurredOn: s.it.occurredOn, person: 'Zebedee' },
      ],
      due: rows,
      inForce: [{ ref: s.it.ref, what: 'not to come on site', end: s.it.restrictions[0]!.end }],
    }),
  );
  put('home-empty', homeCard(drawingOf(s, 'head'), { mine: [], waiting: [], due: [], inForce: [] }));
  const t = given('stockham-primary')
    .earlier(s)
    .reported({ breaches: ['child_physical_punishment'], harm: 'child_at_risk', person: null });
  saved.push(savedWords(t.last, drawingOf(t, 'teacher')));
  put('case-child', caseCard(drawingOf(t, 'head')));
  put('dsl', dslCard(drawingOf(t, 'dsl')));
  put('person', personCard(drawingOf(t, 'head'), { ...drawingOf(s, 'head').person! }, t.history));
  for (const p of ['stockham-primary', 'robert-miles-junior', 'all-saints-mat']) {
    const q = given(p).reported({ breaches: ['alcohol'] });
    const d = drawingOf(q, 'head');
    put(`policy-${p}`, policyCard(d));
    put(`breaches-${p}`, breachesCard(d));
    put(`steps-${p}`, stepsCard(d));
    put(`routes-${p}`, routesCard(d));
    put(`contact-${p}`, contactCard(d));
    put(`case-${p}`, caseCard(d));
    put(`setup-${p}`, setupCard(d, { answered: new Set(), leadershipChannel: false, surfaces: ['Slack'] }));
  }
  put('help', helpCard(drawingOf(s, 'head')));
  put('welcome', welcomeCard(drawingOf(s, 'head')));
  writeFileSync('/tmp/cards/saved.txt', saved.join('\n\n'));
});
