import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { AnswerPriorityWire } from "../../shared/wire";
import { awaitedIds, isCollecting, isImmediate, nextTurn } from "./round";
import type { Round, Turn } from "./round";

interface TurnOptions {
	readonly priority?: AnswerPriorityWire;
	readonly closeness?: number;
	readonly concern?: number;
	readonly arrival?: number;
}

function turn(id: string, { priority, closeness = 0, concern = 0, arrival = 1 }: TurnOptions = {}): Turn {
	const asked = { messageId: id, npcId: `npc-${id}`, closeness, concern, responseSpeed: 1 };
	const reply = priority && {
		messageId: id,
		npcId: asked.npcId,
		clusterId: "c",
		content: "hello",
		priority,
		action: "none" as const,
		generatedBy: "scripted",
		byModel: false,
		via: "queue" as const,
	};
	return { asked, reply, arrival };
}

const round = (...turns: Turn[]): Round => ({ turns, closesAt: 10, spoken: 0 });
const idOf = (found: Turn | undefined) => found?.asked.messageId;

export = (t: Suite) => {
	t.it("hears explicit priority first, then closeness, then concern, then arrival", () => {
		const worse: TurnOptions = { priority: "normal", closeness: 0.2, concern: 0.5, arrival: 2 };
		const better: readonly TurnOptions[] = [
			{ priority: "high", closeness: -1, concern: 0, arrival: 3 },
			{ priority: "normal", closeness: 0.3, concern: 0, arrival: 3 },
			{ priority: "normal", closeness: 0.2, concern: 0.6, arrival: 3 },
			{ priority: "normal", closeness: 0.2, concern: 0.5, arrival: 1 },
		];
		better.forEach((options, i) => {
			expect(idOf(nextTurn(round(turn("w", worse), turn("b", options)))), `better ${i}`).toBe("b");
			expect(idOf(nextTurn(round(turn("b", options), turn("w", worse)))), `turned ${i}`).toBe("b");
		});
		const low = turn("l", { priority: "low", closeness: 1 });
		expect(idOf(nextTurn(round(low, turn("w", worse))))).toBe("w");
	});
	t.it("has nobody to hear while no reply is at hand", () => {
		expect(nextTurn(round(turn("a"), turn("b")))).toBe(undefined);
		expect(idOf(nextTurn(round(turn("a"), turn("b", { priority: "low" }))))).toBe("b");
	});
	t.it("collects until its time is over or nobody is awaited", () => {
		const open = round(turn("a"), turn("b", { priority: "normal" }));
		expect(isCollecting(open, 9.9)).toBe(true);
		expect(isCollecting(open, 10)).toBe(false);
		expect(isCollecting(round(turn("b", { priority: "normal" })), 1)).toBe(false);
	});
	t.it("knows who is awaited and what cannot wait", () => {
		const turns = [turn("a"), turn("b", { priority: "immediate" }), turn("c")];
		expect(awaitedIds(turns)).toEqual(["a", "c"]);
		expect(turns.map(isImmediate)).toEqual([false, true, false]);
	});
};
