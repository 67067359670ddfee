import { describe, expect, it } from "vitest";
import type { HeardLineWire } from "../../../../../game/src/shared/wire/index.js";
import { NOON, PLAYER, TOWN, asSpeaker, asked } from "../testing/cast.js";
import { TALK_GAP_SECONDS, readTalk } from "./talk.js";

const [ada, bram, cleo] = TOWN.map(asSpeaker);
const line = (speaker = bram!, content = "Hm.", ago = 5): HeardLineWire => ({
	speaker,
	content,
	at: NOON - ago,
});
const talk = (heard: readonly HeardLineWire[], content = "So.", from = bram!) =>
	readTalk(asked(content, { heard, from, others: [cleo!] }));

describe("how a talk stands", () => {
	it("[MD17] begins after a silence, and holds nothing overheard or said by the place", () => {
		const heard = [
			line(bram, "old", 5 + TALK_GAP_SECONDS + 1),
			line(bram, "new", 5),
			{ ...line(cleo, "far"), overheard: true },
			line({ id: "system", name: "system", type: "system" }, "told"),
		];
		expect(talk(heard).before.map(({ content }) => content)).toEqual(["new"]);
	});

	it("[MD17] counts the message once, whether or not it was heard already", () => {
		expect(talk([line(ada), line(bram, "So.", 0)])).toEqual(talk([line(ada)]));
		expect(talk([line(ada)]).npcLines).toBe(2);
	});

	it("[MD17] counts from a player's last line on", () => {
		const heard = [
			line(ada, "One.", 20),
			line(bram, "Two.", 16),
			line(PLAYER, "Hi.", 12),
			line(ada, "Three.", 8),
		];
		expect(talk(heard)).toMatchObject({ npcLines: 2, ownLines: 1 });
		expect(talk(heard, "And I.", PLAYER)).toMatchObject({ npcLines: 0, ownLines: 0 });
	});

	it("[MD17] knows how long nobody has asked anything", () => {
		expect(talk([line(ada, "Why?"), line(cleo)]).sinceQuestion).toBe(2);
		expect(talk([line(ada)], "Why?").sinceQuestion).toBe(0);
		expect(talk([line(ada), line(cleo)]).sinceQuestion).toBe(3);
	});

	it("[MD17] knows who took their leave, until a player goes on talking", () => {
		const leave = [line(ada, "Goodbye, Bram."), line(cleo, "Goodbye, all.")];
		expect(talk(leave, "Goodbye.")).toMatchObject({ tookLeave: true, leaves: 2 });
		expect(talk(leave, "Bye!", PLAYER)).toMatchObject({ tookLeave: true });
		expect(talk(leave, "Wait, what do you sell?", PLAYER)).toMatchObject({ tookLeave: false, leaves: 0 });
	});

	it("[MD16] knows who else is there", () => {
		expect(talk([]).others.map(({ name }) => name)).toEqual(["Cleo"]);
		expect(talk([]).hasPlayer).toBe(false);
		expect(talk([], "Hello", PLAYER).hasPlayer).toBe(true);
	});
});
