import type { z } from 'zod';
import type { Case, ViewLink } from '../case.ts';
import type { linking } from '../events/linking.ts';
import type { LinkId } from '../ids.ts';
import type { Handlers } from './handlers.ts';

type LinkingType = z.infer<(typeof linking)[number]>['type'];

const changeLink = (it: Case, id: LinkId, to: (link: ViewLink) => ViewLink): Case => ({
  ...it,
  consultations: it.consultations.map((row) => (row.link?.id === id ? { ...row, link: to(row.link) } : row)),
});

export const onLinking: Handlers<LinkingType> = {
  view_link_made: (it, event) => ({
    ...it,
    consultations: it.consultations.map((row) =>
      row.id === event.consultation
        ? {
            ...row,
            link: {
              id: event.link,
              for: event.for,
              how: event.how,
              to: event.to,
              on: event.on,
              lastDay: event.lastDay,
              until: event.until,
              opened: 0,
              unsent: false,
              ended: null,
            },
          }
        : row,
    ),
  }),
  view_link_opened: (it, event) =>
    changeLink(it, event.link, (link) => ({ ...link, opened: link.opened + 1 })),
  view_link_ended: (it, event) => changeLink(it, event.link, (link) => ({ ...link, ended: event.why })),
  view_link_unsent: (it, event) => changeLink(it, event.link, (link) => ({ ...link, unsent: true })),
};
