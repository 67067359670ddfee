import type { HeardLineWire, SpeakerWire } from "../../../../../game/src/shared/wire/index.js";
import type { MindAnswer, MindRequest, NpcProfile } from "../../mind.js";
import { pick, seededRandom } from "../../../wording/random.js";
import { PLAYER, NOON, asSpeaker, asked } from "./cast.js";

/** From one line to the next: bubbles are read before somebody goes on. */
const LINE_SECONDS = 5;

export interface SimulatedTalk {
	readonly id: string;
	readonly npcs: readonly NpcProfile[];
	readonly answer: (request: MindRequest) => MindAnswer;
	/** What a player says, after the opening and whenever the NPCs have fallen silent. */
	readonly playerLines?: readonly string[];
	/** What each of them remembers of before, by NPC; lines of this talk are added to it. */
	readonly memory?: Map<string, HeardLineWire[]>;
	readonly startsAt?: number;
	/** Ends a talk that does not end by itself. */
	readonly maxAsks: number;
	readonly location?: string;
}

export interface TalkOutcome {
	readonly lines: readonly (HeardLineWire & { readonly action: MindAnswer["action"] })[];
	readonly asks: number;
	/** Nobody had anything more to say. */
	readonly isOver: boolean;
}

/**
 * A group that talks as a place lets it: one is told that another came, and each line is put to one more (a player's
 * to two), until somebody who is asked has nothing to say.
 */
export function simulateTalk(talk: SimulatedTalk): TalkOutcome {
	const { npcs, answer, playerLines = [], memory = new Map<string, HeardLineWire[]>(), maxAsks } = talk;
	const random = seededRandom(`talk ${talk.id}`);
	const lines: (HeardLineWire & { action: MindAnswer["action"] })[] = [];
	const player = playerLines.length > 0 ? [PLAYER] : [];
	let now = talk.startsAt ?? NOON;
	let asks = 0;

	const say = (speaker: SpeakerWire, content: string, action: MindAnswer["action"] = "none"): void => {
		now += LINE_SECONDS;
		lines.push({ speaker, content, at: now, action });
		for (const { npcId } of npcs)
			memory.set(npcId, [...(memory.get(npcId) ?? []), { speaker, content, at: now }]);
	};
	const ask = (to: NpcProfile, from: SpeakerWire, content: string): boolean => {
		asks += 1;
		const others = npcs.filter(({ npcId }) => npcId !== to.npcId && npcId !== from.id).map(asSpeaker);
		const reply = answer(
			asked(content, {
				id: `${talk.id}-${asks}`,
				npc: to,
				from,
				heard: memory.get(to.npcId) ?? [],
				others: [...others, ...player.filter(({ id }) => id !== from.id)],
				at: now,
				...(talk.location !== undefined && { location: talk.location }),
			}),
		);
		if (reply.content !== "") say(asSpeaker(to), reply.content, reply.action);
		return reply.content !== "";
	};
	const others = (speaker: SpeakerWire): readonly NpcProfile[] =>
		npcs.filter(({ npcId }) => npcId !== speaker.id);
	const goOn = (): void => {
		while (asks < maxAsks) {
			const { speaker, content } = lines.at(-1)!;
			const named = others(speaker).find(({ name }) => content.includes(name));
			if (!ask(named ?? pick(random, others(speaker))!, speaker, content)) return;
		}
	};

	const [opener, newcomer] = npcs;
	const system: SpeakerWire = { id: "system", name: "system", type: "system" };
	const what = `Another NPC (${newcomer!.name})`;
	if (
		ask(
			opener!,
			system,
			`[SYSTEM] ${what} has entered your area. You can initiate a conversation if you'd like.`,
		)
	)
		goOn();
	for (const content of playerLines) {
		say(PLAYER, content);
		const asked = new Set(npcs.filter(({ name }) => content.includes(name)));
		for (let count = asked.size; count < 2; count += 1) asked.add(pick(random, npcs)!);
		for (const to of asked) ask(to, PLAYER, content);
		if (lines.at(-1)!.speaker.type === "npc") goOn();
	}
	return { lines, asks, isOver: asks < maxAsks };
}
