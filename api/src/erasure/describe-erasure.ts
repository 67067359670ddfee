import type { OpenAPIRegistry } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { userParams } from "./erasure-routes.js";

const json = (schema: z.ZodType) => ({ "application/json": { schema } });

/** Describes the erasure of users. */
export function describeErasure(registry: OpenAPIRegistry): void {
	registry.registerPath({
		method: "delete",
		path: "/v1/users/{userId}",
		tags: ["users"],
		summary: "Erases everything kept about a user",
		request: { params: userParams },
		responses: {
			200: {
				description: "Erased; how many places of each kind were cleared",
				content: json(z.object({ userId: z.string(), erased: z.record(z.string(), z.int()) })),
			},
			503: { description: "Not everything could be erased now: ask again" },
		},
	});
	registry.registerPath({
		method: "post",
		path: "/v1/webhooks/roblox",
		tags: ["users"],
		summary: "Roblox notifies of a right-to-erasure request",
		request: {
			headers: z.object({ "roblox-signature": z.string() }),
			body: { required: true, content: json(z.looseObject({ EventType: z.string() })) },
		},
		responses: {
			200: {
				description: "Done, or nothing that concerns this service",
				content: json(z.object({ ok: z.literal(true) })),
			},
			401: { description: "The signature is not Roblox's" },
			503: { description: "No secret is set, or not everything could be erased now" },
		},
	});
}
