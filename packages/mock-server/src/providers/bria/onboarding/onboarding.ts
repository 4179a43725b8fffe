/** Pictures that Bria knows by an id, version 1. */
import { drawHex } from '../../../world/chance.ts';
import type { Route } from '../../exchange.ts';
import { immediate } from '../v1/immediate.ts';
import { findLink } from '../v1/picture-source.ts';

interface RegisterFields {
  readonly image_url?: string;
  readonly org_image_key?: string;
}

const register = immediate<RegisterFields>({
  operation: 'manage',
  method: 'POST',
  path: '/v1/register',
  prepare(ask) {
    const { world, tenant, input } = ask;
    const { image_url: link, org_image_key: key = '' } = input;
    // 460: Bria could not fetch it.
    const picture = link === undefined ? undefined : findLink(ask, 'image_url', link, 460);
    if (picture instanceof Response) return picture;
    return {
      perform() {
        const name = `${tenant} ${link ?? key}`;
        const known = world.registered.get(name);
        const visual_id = known ?? drawHex(world.chance.next('visual'), 32);
        world.registered.set(name, visual_id);
        return Response.json({ visual_id }, { status: known ? 208 : 200 });
      },
    };
  },
});

const remove = immediate<{ readonly visual_id: string | number }>({
  operation: 'manage',
  method: 'POST',
  path: '/v1/:visual_id/remove_image',
  prepare({ world, tenant, input, refuse }) {
    const found = [...world.registered].find(
      ([name, visualId]) => name.startsWith(`${tenant} `) && visualId === String(input.visual_id),
    );
    if (!found) return refuse(400, 'visual_id: there is no picture with this id.');
    return {
      perform() {
        world.registered.delete(found[0]);
        return Response.json({});
      },
    };
  },
});

export const onboardingRoutes: readonly Route[] = [register, remove];
