import { z } from "zod";
import { worldId } from "../../snapshots/snapshot-schema.js";

const query = z.strictObject({
	world: worldId.optional(),
	serverId: z.string().min(1).max(200).optional(),
});

/** Which world a reader of `/clusters/inbound` listens to, and whose answers. @throws ZodError naming what is wrong */
export function inboundQuery(address: URL): z.infer<typeof query> {
	return query.parse(Object.fromEntries(address.searchParams));
}
