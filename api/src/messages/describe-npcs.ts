import type { OpenAPIRegistry, RouteConfig } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { worldParams } from "../worlds/world-requests.js";
import { groupParams, inWorldQuery, npcParams } from "./message-requests.js";
import { heardLine, line, npc, npcBody, npcsBody } from "./message-schema.js";

const profile = npc.omit({ world: true });

const npcMemory = z.object({
	npcId: z.string(),
	profile: profile.nullable(),
	heard: z.array(heardLine),
	summary: z.string(),
});

const groupMemory = z.object({
	clusterId: z.string(),
	members: z.array(heardLine.shape.speaker),
	updated: z.number().nullable(),
	lines: z.array(line),
	summary: z.string(),
});

function json(description: string, schema: z.ZodType) {
	return { 200: { description, content: { "application/json": { schema } } } };
}

const content = (schema: z.ZodType) => ({
	body: { required: true, content: { "application/json": { schema } } },
});

/** Describes the routes of NPCs, their memories, and the talk of a world. */
export function describeNpcs(registry: OpenAPIRegistry): void {
	const add = (method: RouteConfig["method"], path: string, route: Omit<RouteConfig, "method" | "path">) => {
		registry.registerPath({ method, path, tags: ["npcs"], ...route });
	};
	add("put", "/v1/npcs/{npcId}", {
		summary: "A place registers an NPC",
		request: { params: npcParams, ...content(npcBody) },
		responses: json("Held", z.object({ npcId: z.string() })),
	});
	add("put", "/v1/npcs", {
		summary: "A place registers its NPCs",
		request: content(npcsBody),
		responses: json("Held", z.object({ registered: z.int() })),
	});
	add("get", "/v1/npcs", {
		summary: "The NPCs of a world, as their places registered them",
		request: { query: inWorldQuery },
		responses: json("The NPCs", z.object({ npcs: z.array(profile) })),
	});
	add("get", "/v1/npcs/{npcId}/memory", {
		summary: "What an NPC has heard",
		request: { params: npcParams, query: inWorldQuery },
		responses: { ...json("Its memory", npcMemory), 404: { description: "There is no such NPC" } },
	});
	add("get", "/v1/groups/{clusterId}/memory", {
		summary: "Who is in a group, and what was said there",
		request: { params: groupParams, query: inWorldQuery },
		responses: { ...json("Its memory", groupMemory), 404: { description: "It is not remembered" } },
	});
	add("get", "/v1/worlds/{world}/talk", {
		summary: "What is said in a world, as server-sent events",
		request: { params: worldParams, query: z.object({ cursor: z.string().optional() }) },
		responses: {
			200: {
				description: "Events line, cluster, note, npc, reset, state and close",
				content: { "text/event-stream": { schema: z.string() } },
			},
		},
	});
}
