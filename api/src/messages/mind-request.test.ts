import { describe, expect, it } from "vitest";
import type { HeardLineWire } from "../../../game/src/shared/wire/index.js";
import { createRandom } from "../doors/testing/random.js";
import { mindRequest } from "./mind-request.js";
import type { TalkEntry } from "./talk-entries.js";
import { HEARD_LINES } from "./talk-limits.js";
import { claim, folded, line, message, npc, player, profile } from "./testing/test-talk.js";

const said = (given: Parameters<typeof line>[1], id = "l"): TalkEntry => ({
	type: "line",
	data: { ...line(id, given), serverId: "s" },
});
const context = (given: object) => ({ context: { ...message("m").context, ...given } });
const told = (content: string, at: number, speaker = player("1")): HeardLineWire => ({
	speaker,
	content,
	at,
});

/** A word of letters alone, as summaries tell such. */
const canaryOf = (number: number) =>
	`canary${[...String(number)].map((digit) => "abcdefghij"[Number(digit)]).join("")}x`;
const numberOf = (letters: string) =>
	Number([...letters].map((letter) => "abcdefghij".indexOf(letter)).join(""));

describe("what a mind is given", () => {
	it("[MS24] holds no line that its NPC did not hear, in 100,000 contexts", () => {
		const random = createRandom(7);
		const pick = (count: number) => Math.floor(random() * count);
		const cast = Array.from({ length: 40 }, (_, at) => `n${at}`);
		const state = folded(cast.map((id) => ({ type: "npc", data: profile(id) })));
		/** Who may know each canary. */
		const knowers: ReadonlySet<string>[] = [];
		let contexts = 0;
		let canaries = 0;
		let leaks = 0;
		let summaries = 0;
		while (contexts < 100_000) {
			const group = pick(8);
			const members = cast.filter((_, at) => at % 8 === group && random() < 0.8);
			const near = cast.filter((_, at) => at % 8 === (group + 1) % 8 && random() < 0.2);
			const speaker = members[pick(members.length)] ?? cast[group]!;
			const canary = knowers.length;
			knowers.push(new Set([speaker, ...members, ...near]));
			const one = line(`l${canary}`, {
				clusterId: `c${group}`,
				speaker: npc(speaker),
				content: canaryOf(canary),
				at: Math.floor(canary / 3),
				heardBy: members.filter((id) => id !== speaker),
				overheardBy: near,
			});
			folded([{ type: "line", data: { ...one, serverId: "s" } }], state);
			for (let asked = 0; asked < 20; asked += 1, contexts += 1) {
				const npcId = cast[pick(cast.length)]!;
				const given = mindRequest(state, message("m", { npcId, clusterId: `c${pick(8)}` }));
				const text = [...given.heard.map(({ content }) => content), given.summary].join(" ");
				for (const [, known] of text.matchAll(/canary([a-j]+)x/g)) {
					canaries += 1;
					if (!knowers[numberOf(known!)]!.has(npcId)) leaks += 1;
				}
				if (given.summary.includes("canary")) summaries += 1;
			}
		}
		expect(leaks).toBe(0);
		expect(canaries).toBeGreaterThan(1_000_000);
		expect(summaries).toBeGreaterThan(50_000);
	}, 60_000);

	it("[MS25] is filled in by lines that the place has not told yet, each once and in order", () => {
		const state = folded([
			{ type: "npc", data: profile("a") },
			said({ speaker: player("1"), content: "two", at: 2, heardBy: ["a"] }),
		]);
		const asked = message(
			"m",
			context({ recentMessages: [told("one", 1), told("two", 2), told("three", 3)] }),
		);
		expect(mindRequest(state, asked).heard).toEqual([told("one", 1), told("two", 2), told("three", 3)]);
		const many = Array.from({ length: HEARD_LINES + 20 }, (_, at) => told(`line ${at}`, at + 10));
		const { heard } = mindRequest(state, message("m", context({ recentMessages: many })));
		expect(heard).toEqual(many.slice(-HEARD_LINES));
	});

	it("[MS8] holds no line of an erased user, by whatever way it comes", () => {
		const state = folded([
			{ type: "npc", data: profile("a") },
			said({ speaker: player("1"), content: "logged", at: 2, heardBy: ["a"] }),
			{ type: "erased", data: { userId: "1", at: 5 } },
		]);
		const asked = message("m", context({ recentMessages: [told("late", 4), told("anew", 6)] }));
		expect(mindRequest(state, asked).heard).toEqual([told("anew", 6)]);
	});

	it("[MS26] says who the NPC is, who is with it, and where", () => {
		const asked = message("m", context({ location: "Docks" }));
		const unknown = mindRequest(folded([]), asked);
		expect(unknown.npc).toEqual({
			npcId: "a",
			name: "Npc a",
			persona: "",
			abilities: [],
			responseSpeed: 1,
		});
		expect(unknown).toMatchObject({ members: asked.context.members, location: "Docks", summary: "" });
		const state = folded([
			{ type: "npc", data: profile("a", { serverId: "s", abilities: ["move"] }) },
			{
				type: "cluster",
				data: { clusterId: "c", members: [npc("a"), npc("z")], joined: [], left: [], at: 1 },
			},
		]);
		const known = mindRequest(state, message("m", context({ cluster: claim([npc("a")], 1) })));
		expect(known.npc).toEqual({
			npcId: "a",
			name: "Npc a",
			persona: "a smith",
			abilities: ["move"],
			responseSpeed: 1,
		});
		expect(known).toMatchObject({ members: [npc("a"), npc("z")], location: "Market" });
	});

	it("[MS26] sums up what was heard before the lines that are kept", () => {
		const state = folded([
			{ type: "npc", data: profile("a") },
			...Array.from({ length: HEARD_LINES + 3 }, (_, at) =>
				said({ speaker: player("1", "Max"), content: "that bridge again", at, heardBy: ["a"] }, `l${at}`),
			),
		]);
		const { heard, summary } = mindRequest(state, message("m"));
		expect(heard).toHaveLength(HEARD_LINES);
		expect(summary).toBe("Max said 3 lines, about bridge.");
	});
});
