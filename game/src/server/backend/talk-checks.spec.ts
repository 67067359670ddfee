import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { AnswerWire } from "../../shared/wire";
import { isInbox, isMessagesAnswer, replyOf } from "./talk-checks";

const ANSWER: AnswerWire = {
	messageId: "m",
	npcId: "n",
	clusterId: "c",
	content: "Hello.",
	priority: "high",
	action: "follow",
	generatedBy: "openai:x",
	byModel: true,
};

export = (t: Suite) => {
	t.it("reads an answer as it is", () => {
		expect(replyOf(ANSWER, "direct")).toEqual({
			messageId: "m",
			npcId: "n",
			clusterId: "c",
			content: "Hello.",
			priority: "high",
			action: "follow",
			generatedBy: "openai:x",
			byModel: true,
			via: "direct",
		});
	});
	t.it("takes what is left out for nothing", () => {
		const reply = replyOf({ ...ANSWER, action: undefined, byModel: undefined }, "queue")!;
		expect(reply.action).toBe("none");
		expect(reply.byModel).toBe(false);
	});
	t.it("does nothing that it does not know", () => {
		const reply = replyOf({ ...ANSWER, action: "explode", priority: "utmost" }, "queue")!;
		expect(reply.action).toBe("none");
		expect(reply.priority).toBe("normal");
		expect(reply.content).toBe("Hello.");
	});
	t.it("takes blanks for silence", () => {
		expect(replyOf({ ...ANSWER, content: " \n\t " }, "queue")!.content).toBe("");
		expect(replyOf({ ...ANSWER, content: "  Well, yes. \n" }, "queue")!.content).toBe("Well, yes.");
	});
	t.it("refuses whatever is no answer", () => {
		for (const given of [
			undefined,
			1,
			"text",
			[],
			{ ...ANSWER, content: 5 },
			{ ...ANSWER, npcId: undefined },
		]) {
			expect(replyOf(given, "queue")).toBe(undefined);
		}
	});
	t.it("knows what the doors answer, empty as it may be", () => {
		expect(isMessagesAnswer({ accepted: [], refused: [] })).toBe(true);
		expect(isMessagesAnswer({ accepted: [{ id: "a", queue: "urgent", depth: 2 }], refused: [] })).toBe(true);
		expect(isMessagesAnswer({ accepted: [], refused: [{ id: "a", reason: "expired" }] })).toBe(true);
		for (const given of [undefined, {}, { accepted: [] }, { accepted: [{}], refused: [] }]) {
			expect(isMessagesAnswer(given)).toBe(false);
		}
		expect(isInbox({ cursor: "e:1", events: [] })).toBe(true);
		expect(
			isInbox({ cursor: "e:1", events: [{ event: "answer", data: ANSWER }], reset: { reason: "r" } }),
		).toBe(true);
		for (const given of [
			undefined,
			{ events: [] },
			{ cursor: 1, events: [] },
			{ cursor: "e:1", events: [1] },
		]) {
			expect(isInbox(given)).toBe(false);
		}
	});
};
