import { expect, it } from 'vitest';
import { conversationPace, MOST_AN_HOUR, PACE_MS } from '../../adapters/teams/pace.ts';

const HOUR_MS = 3_600_000;

function paced() {
  let now = 0;
  const pace = conversationPace({ ms: () => now }, PACE_MS);
  return {
    pace,
    to(ms: number) {
      now = ms;
    },
  };
}

it('seven messages a second go to one conversation, and others have their own', () => {
  const { pace, to } = paced();
  let sent = 0;
  for (let ms = 0; ms < 1000; ms += 10) {
    to(ms);
    if (pace.take('a', 'message') === null) sent += 1;
  }
  expect(sent).toBe(7);
  expect(pace.take('b', 'message')).toBeNull();
});

it('1,800 an hour go to one conversation, redraws included; the next waits until the oldest is an hour old', () => {
  const { pace, to } = paced();
  for (let n = 0; n < MOST_AN_HOUR; n += 1) {
    to(n * 1000);
    expect(pace.take('a', n % 2 === 0 ? 'message' : 'redraw')).toBeNull();
  }
  const now = MOST_AN_HOUR * 1000;
  to(now);
  for (const what of ['message', 'redraw'] as const)
    expect(pace.take('a', what)).toMatchObject({ why: 'later', held: true, afterMs: HOUR_MS - now });
  expect(pace.take('b', 'message')).toBeNull();
  to(HOUR_MS);
  expect(pace.take('a', 'message')).toBeNull();
  expect(pace.take('a', 'redraw')).toMatchObject({ why: 'later', held: true });
});

it('where Teams asked to wait nothing goes, redraws included, until the time is over or it is let in', () => {
  const { pace, to } = paced();
  pace.shut('a', 40_000);
  for (const what of ['message', 'redraw'] as const)
    expect(pace.take('a', what)).toMatchObject({ afterMs: 40_000, held: true });
  expect(pace.take('b', 'message')).toBeNull();
  to(40_000);
  expect(pace.take('a', 'message')).toBeNull();
  pace.shut('a', 40_000);
  pace.forget('a');
  expect(pace.take('a', 'redraw')).toBeNull();
});
