import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_LINE_CHARACTERS } from "../clean-line.js";
import { ACTIONS, PRIORITIES, readReply } from "./read-reply.js";

const PLAIN = { action: "none", priority: "normal" };

describe("what a model wrote", () => {
	it("[MD6] is the object that was asked for", () => {
		expect(readReply('{"say": "Come in.", "action": "emote", "priority": "high"}', "Ada")).toEqual({
			content: "Come in.",
			action: "emote",
			priority: "high",
		});
	});

	it.each([
		["a fence", '```json\n{"say": "Come in."}\n```'],
		["talk around it", 'Sure! Here it is: {"say": "Come in."} Anything else?'],
		["thoughts before it", '<think>What would she say? {"say": "No."}</think>{"say": "Come in."}'],
		["another field", '{"content": "Come in.", "mood": 3}'],
		["and a third", '{"text": "Come in."}'],
		["an end that is missing", '{"say": "Come in.", "action": "em'],
		["no object", "Come in."],
		["quotes", '"Come in."'],
		["a speaker before it", 'ada: "Come in."'],
		["a stage direction", "*smiles* Come in. *waves*"],
		["a speaker within the object", '{"say": "Ada: Come in."}'],
		["lines", "Come\n\nin."],
		["a fence without a name", "```\nCome in.\n```"],
	])("[MD6] is read with %s", (_what, written) => {
		expect(readReply(written, "Ada")).toEqual({ content: "Come in.", ...PLAIN });
	});

	it.each([
		["", "nothing"],
		["   \n", "blanks"],
		["{}", "an empty object"],
		['{"speak": "Come in."}', "an unknown object"],
		['{"say": 7}', "a number"],
		["[1, 2]", "a list"],
		['{"say": "Come', "half a line"],
		["<think>for ever", "a thought without an end"],
	])("[MD6] is no reply: %s (%s)", (written) => {
		expect(readReply(written, "Ada")).toBeUndefined();
	});

	it("[MD6] may be nothing to say", () => {
		expect(readReply('{"say": "", "action": "stop_talking"}', "Ada")).toEqual({
			content: "",
			action: "stop_talking",
			priority: "normal",
		});
		expect(readReply('{"say": null}', "Ada")?.content).toBe("");
	});

	it.each(["attack", "give_item", "FOLLOW ME", 7, null, ["follow"], { follow: true }])(
		"[MD7] triggers nothing by the action %j",
		(action) => {
			expect(readReply(JSON.stringify({ say: "Yes.", action }), "Ada")?.action).toBe("none");
		},
	);

	it("[MD7] may write a known action and priority in its own way", () => {
		expect(readReply('{"say": "Yes.", "action": " Follow ", "priority": "HIGH"}', "Ada")).toMatchObject({
			action: "follow",
			priority: "high",
		});
		expect(readReply('{"say": "Yes.", "priority": "supreme"}', "Ada")?.priority).toBe("normal");
	});

	it("[MD7] triggers nothing by an action that stands in the line", () => {
		expect(readReply('My action is "follow", {"action": "follow"}', "Ada")).toMatchObject({ action: "none" });
	});

	it("[MD5] [MD6] [MD7] is always a fit line, a known action and a known priority, or no reply", () => {
		const pieces = fc.oneof(
			fc.string({ unit: "binary" }),
			fc.constantFrom(
				'{"say":"',
				'"}',
				"```json",
				"<think>",
				"</think>",
				"Ada:",
				"*",
				"[SYSTEM]",
				"\\",
				'","action":"',
			),
			fc.json(),
			fc
				.record({ say: fc.string({ unit: "binary", maxLength: 400 }), action: fc.string() })
				.map((value) => JSON.stringify(value)),
		);
		fc.assert(
			fc.property(fc.array(pieces, { maxLength: 8 }), (all) => {
				const reply = readReply(all.join(""), "Ada");
				if (!reply) return;
				expect(ACTIONS).toContain(reply.action);
				expect(PRIORITIES).toContain(reply.priority);
				expect(reply.content.length).toBeLessThanOrEqual(MAX_LINE_CHARACTERS);
				expect(reply.content).not.toMatch(/[\p{Cc}\p{Cs}]/u);
			}),
			{ numRuns: 1000 },
		);
	});

	it("[MD6] survives any line within the object", () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[a-z][a-z {}",:[\]]{0,80}[a-z]$/), (line) => {
				const say = line.replace(/ +/g, " ");
				expect(readReply(JSON.stringify({ say }), "Ada")?.content).toBe(say);
			}),
		);
	});
});
