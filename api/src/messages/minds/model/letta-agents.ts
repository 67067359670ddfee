import { z } from "zod";
import type { NpcProfile } from "../../mind.js";
import { plainText, shortened } from "../clean-line.js";
import type { CallJson } from "./http-json.js";

/** Ids kept; the least recently used goes first, and is found again by its tags. */
const MAX_AGENTS = 10_000;

/** Letta's own limit of a memory block is larger; a persona is not. */
const MAX_PERSONA_CHARACTERS = 2000;

const agentSchema = z.object({ id: z.string().regex(/^[\w-]{1,100}$/), tags: z.array(z.string()).nullish() });

export interface AgentOf {
	readonly npc: NpcProfile;
	readonly world: string;
	/** How it is to answer; a block of its memory. */
	readonly instructions: string;
}

export interface LettaAgents {
	/** Id of the NPC's agent: remembered, found by its tags, or made. */
	readonly find: (of: AgentOf, signal: AbortSignal) => Promise<string>;
	/** The server does not know that agent any more. */
	readonly forget: (of: Pick<AgentOf, "npc" | "world">) => void;
}

/** One agent for each NPC of each world, known by two tags: `earshot`, and world and NPC id. */
export function createLettaAgents(call: CallJson, model?: string): LettaAgents {
	const ids = new Map<string, string>();

	const seeking = new Map<string, Promise<string>>();

	const remember = (tag: string, id: string): string => {
		ids.delete(tag);
		ids.set(tag, id);
		if (ids.size > MAX_AGENTS) ids.delete(ids.keys().next().value!);
		return id;
	};

	const lookUp = async (tags: readonly string[], signal: AbortSignal): Promise<string | undefined> => {
		const query = new URLSearchParams([
			...tags.map((tag) => ["tags", tag]),
			["match_all_tags", "true"],
			["order", "asc"],
			["limit", "1"],
		]);
		const agents = await call({
			method: "GET",
			path: `/v1/agents/?${query.toString()}`,
			answer: z.array(agentSchema),
			signal,
		});
		// A server that does not know the filter answers with somebody else's agents.
		return agents.find((agent) => tags.every((tag) => agent.tags?.includes(tag)))?.id;
	};

	const make = async (tags: readonly string[], of: AgentOf, signal: AbortSignal): Promise<string> => {
		const { npc, world, instructions } = of;
		const agent = await call({
			method: "POST",
			path: "/v1/agents/",
			body: {
				name: `earshot-${plainName(npc.npcId)}`,
				description: `${plainText(npc.name)} of the world ${world}`,
				tags,
				memory_blocks: [
					{
						label: "persona",
						value: shortened(plainText(`${npc.name}. ${npc.persona}`), MAX_PERSONA_CHARACTERS),
					},
					{ label: "instructions", value: instructions },
				],
				...(model !== undefined && { model }),
			},
			answer: agentSchema,
			signal,
		});
		return agent.id;
	};

	return {
		async find(of, signal) {
			const tag = tagOf(of);
			const tags = ["earshot", tag];
			// Two messages to a new NPC make one agent: the second waits for what the first comes to.
			while (seeking.has(tag)) await seeking.get(tag)!.catch(() => undefined);
			const known = ids.get(tag);
			if (known !== undefined) return remember(tag, known);
			const search = lookUp(tags, signal).then((id) => id ?? make(tags, of, signal));
			seeking.set(tag, search);
			try {
				return remember(tag, await search);
			} finally {
				seeking.delete(tag);
			}
		},
		forget: (of) => void ids.delete(tagOf(of)),
	};
}

function tagOf({ npc, world }: Pick<AgentOf, "npc" | "world">): string {
	return `earshot:${world}/${npc.npcId}`;
}

/** Names of agents are file names on some servers. */
function plainName(text: string): string {
	return text.replace(/[^\w-]+/g, "-").slice(0, 60);
}
