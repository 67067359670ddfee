import type { LineWire, MessagesWire, MessageWire, SnapshotWire } from "../../game/src/shared/wire/index.js";
import type { Recorded } from "./recorder.js";

/** Seconds in which the same NPC does not turn to the same one again: the game's greeting cooldown. */
const COOLDOWN_SECONDS = 30;

const joined = (ids: readonly string[]): string => [...ids].sort().join(" ");

/** All messages of a recording, in the order in which they were taken. */
export function messagesIn(requests: readonly Recorded[]): readonly MessageWire[] {
	return requests
		.filter(({ path, method }) => method === "POST" && path === "/v1/messages")
		.flatMap(({ body }) => (body as MessagesWire).messages);
}

/**
 * Messages whose NPC was told of other members than those of its cluster at that moment, or of members that the
 * backend had not confirmed before the message was taken.
 */
export function strangersInContexts(requests: readonly Recorded[]): readonly string[] {
	const ids = new Map<string, string>();
	const versions = new Map<string, { readonly at: number; readonly members: string }[]>();
	const problems: string[] = [];
	for (const { path, method, body } of requests) {
		if (method === "POST" && path === "/v1/snapshot/game") {
			const { timestamp, clusters, humanContext } = body as SnapshotWire;
			for (const [key, { id }] of Object.entries(humanContext)) if (id !== undefined) ids.set(key, id);
			for (const { id = "", members } of clusters) {
				const version = { at: timestamp, members: joined(members.map((key) => ids.get(key) ?? key)) };
				versions.set(id, [...(versions.get(id) ?? []), version]);
			}
		}
		if (method !== "POST" || path !== "/v1/messages") continue;
		for (const { id, clusterId, timestamp, context } of (body as MessagesWire).messages) {
			const told = joined(context.members.map((member) => member.id));
			const current = versions.get(clusterId)?.findLast(({ at }) => at <= timestamp)?.members;
			if (told !== current) problems.push(`message ${id} names "${told}", not "${current ?? "nobody"}"`);
		}
	}
	return problems;
}

/** Lines that were recent to an NPC that was asked, though it neither heard nor said them; notices of the place aside. */
export function unheardInContexts(
	messages: readonly MessageWire[],
	lines: readonly LineWire[],
): readonly string[] {
	const known = new Set<string>();
	for (const { speaker, content, at, heardBy, overheardBy } of lines) {
		for (const id of [speaker.id, ...heardBy, ...overheardBy]) {
			known.add(JSON.stringify([id, speaker.id, content, at]));
		}
	}
	return messages.flatMap(({ npcId, context }) =>
		context.recentMessages
			.filter(({ speaker }) => speaker.type !== "system")
			.map(({ speaker, content, at }) => JSON.stringify([npcId, speaker.id, content, at]))
			.filter((text) => !known.has(text)),
	);
}

/** Who, talking one to one, talked to somebody, then to somebody else, and at once to the first again. */
export function inTwoConversations(lines: readonly LineWire[]): readonly string[] {
	const talks = new Map<string, { readonly partner: string; until: number }[]>();
	const problems: string[] = [];
	const note = (id: string, partner: string, at: number): void => {
		const own = talks.get(id) ?? [];
		talks.set(id, own);
		const last = own.at(-1);
		if (last?.partner === partner) {
			last.until = at;
			return;
		}
		const before = own.findLast((talk) => talk.partner === partner);
		if (before && at - before.until < COOLDOWN_SECONDS) {
			problems.push(`${id} talked to ${partner} and ${last?.partner} at the same time, ${at}`);
		}
		own.push({ partner, until: at });
	};
	for (const { id, speaker, heardBy, at } of [...lines].sort((a, b) => a.at - b.at)) {
		const [partner, ...others] = heardBy;
		if (partner === undefined || others.length > 0) problems.push(`line ${id} went to ${heardBy.length}`);
		else {
			note(speaker.id, partner, at);
			note(partner, speaker.id, at);
		}
	}
	return problems;
}
