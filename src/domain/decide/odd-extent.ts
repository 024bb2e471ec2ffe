import type { Extent } from '../events/restricting.ts';
import type { Policy } from '../policy/policy.ts';
import type { Refusal } from '../refusal.ts';

/** A place or a way of getting in touch that the pack does not know, whoever sent the form. */
export function oddExtent(extent: Extent, policy: Policy): Refusal | null {
  if (extent.of === 'site')
    return extent.places.every((place) => policy.restriction.extents.includes(place))
      ? null
      : {
          code: 'not_in_policy',
          words: 'This school does not use that kind of limit. Choose another.',
          field: 'places',
        };
  return extent.channels.every((channel) => policy.contact.channels.includes(channel))
    ? null
    : {
        code: 'not_in_policy',
        words: 'This school does not keep that way of getting in touch open. Choose another.',
        field: 'channels',
      };
}
