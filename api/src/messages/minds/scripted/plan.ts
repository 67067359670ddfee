import type { MindRequest } from "../../mind.js";
import { type Plan, type Situation, planReply } from "./plan-reply.js";
import { readArrival, readLine } from "./read-line.js";
import { type Random, seededRandom } from "../../../wording/random.js";
import { type Talk, readTalk } from "./talk.js";

/** An NPC has had its say after this many lines of its own without a player's: three to five, by NPC and group. */
const OWN_LINES = { least: 3, spread: 3 } as const;

/** After this many lines of NPCs among themselves nobody begins anything new: a minute of listening. */
const NPC_LINES = 12;

/** And after this many nobody says goodbye either. */
const NPC_LINES_WITH_GOODBYES = 16;

/** Lines without a question after which talk runs dry. */
const DRY_LINES = 4;

/** A player that says the same again is told so, and left alone from this time on. */
const REPEATS_ANSWERED = 2;

/** A crowd does not answer in chorus: from this many others on, a line for nobody in particular is often let pass. */
const CROWD = 3;

/** What an NPC will say to its message, or undefined where it has nothing to say. */
export function plan(request: MindRequest, random: Random): Plan | undefined {
	const { npc, message } = request;
	const { sender } = message;
	if (sender.id === npc.npcId) return undefined;
	const talk = readTalk(request);
	if (sender.type === "system") return planGreeting(message.content, talk, random);
	const others = request.members.filter(({ id }) => id !== npc.npcId && id !== sender.id);
	const line = readLine(message.content, { listener: npc.name, members: others });
	const reply = (): Plan => planReply({ request, line, talk }, random);
	if (line.kind === "alarm") return talk.npcLines > NPC_LINES ? undefined : reply();
	if (line.named && !line.namesListener && !line.isQuestion) return undefined;
	return sender.type === "npc"
		? amongNpcs({ request, line, talk }, random, reply)
		: toPlayer({ request, line, talk }, random, reply);
}

function planGreeting(content: string, talk: Talk, random: Random): Plan | undefined {
	const arrival = readArrival(content);
	if (!arrival) return undefined;
	// It spoke to them moments ago: whoever steps out of earshot and back is not greeted anew.
	const isKnown = talk.ownLines > 0 && talk.before.some(({ speaker }) => speaker.name === arrival.name);
	if (isKnown) return undefined;
	return { parts: random() < 0.3 ? ["greet", "ask"] : ["greet"], to: arrival.name };
}

function toPlayer({ request, line, talk }: Situation, random: Random, reply: () => Plan): Plan | undefined {
	const { message } = request;
	if (line.named && !line.namesListener && talk.others.some(({ id }) => id === line.named!.id)) {
		// "Bram, where is the mill?" is Bram's to answer; "where is Bram?" is anybody's.
		if (startsWithName(message.content, line.named.name)) return undefined;
	}
	if (line.kind === "farewell" && talk.tookLeave) return undefined;
	const repeats = talk.before.filter(
		({ speaker, content }) => speaker.id === message.sender.id && same(content, message.content),
	).length;
	if (repeats > REPEATS_ANSWERED) return undefined;
	const priority = line.namesListener ? ({ priority: "high" } as const) : {};
	if (repeats === REPEATS_ANSWERED) return { parts: ["repeated"], to: message.sender.name, ...priority };
	const npcs = talk.others.filter(({ type }) => type === "npc").length;
	const isForNobody = line.kind === "statement" && !line.namesListener;
	if (isForNobody && npcs >= CROWD && random() < 0.4) return undefined;
	return { ...reply(), ...priority };
}

function amongNpcs({ request, line, talk }: Situation, random: Random, reply: () => Plan): Plan | undefined {
	const { npc, message } = request;
	const isEcho = talk.before.some(({ content }) => same(content, message.content));
	if (line.isEmpty || talk.tookLeave || isEcho) return undefined;
	if (line.kind === "farewell") return answerLeave(talk, random, reply);
	const own =
		OWN_LINES.least + Math.floor(seededRandom(`${npc.npcId} ${message.clusterId}`)() * OWN_LINES.spread);
	if (talk.ownLines >= own || talk.npcLines >= NPC_LINES) {
		// With a player still there it falls silent; goodbyes among themselves would be rude.
		const leaves = talk.ownLines > 0 && !talk.hasPlayer && talk.npcLines < NPC_LINES_WITH_GOODBYES;
		return leaves ? { parts: ["farewell"], to: message.sender.name, action: "stop_talking" } : undefined;
	}
	if (talk.sinceQuestion >= DRY_LINES && random() < 0.5) return undefined;
	const isForAll = talk.others.length > 0 && !line.namesListener;
	const priority = line.namesListener ? "high" : isForAll && !line.isQuestion ? "low" : "normal";
	return { ...reply(), priority };
}

/** Of a group one or two answer a goodbye; a goodbye of two is always answered. */
function answerLeave(talk: Talk, random: Random, reply: () => Plan): Plan | undefined {
	if (talk.leaves > 2 || talk.npcLines >= NPC_LINES_WITH_GOODBYES) return undefined;
	return talk.others.length > 0 && random() < 0.5 ? undefined : reply();
}

function startsWithName(content: string, name: string): boolean {
	return content.trim().toLowerCase().startsWith(name.split(" ", 1)[0]!.toLowerCase());
}

function same(a: string, b: string): boolean {
	const bare = (text: string): string =>
		text
			.toLowerCase()
			.replace(/[^\p{L}\p{N}]+/gu, " ")
			.trim();
	return bare(a) === bare(b);
}
