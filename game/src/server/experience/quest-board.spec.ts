import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { QuestWire } from "../../shared/wire";
import { QuestBoard } from "./quest-board";

const ITEMS = ["a", "b", "c", "d", "e", "f", "g"];
const quest = (found: number, id = "seven"): QuestWire => ({
	id,
	title: "Seven dreams",
	status: found >= ITEMS.size() ? "won" : "active",
	found: ITEMS.filter((_, i) => i < found),
	needed: ITEMS.size(),
});
const countOf = (board: QuestBoard, userId: string) => board.of(userId)[0]?.found.size();

export = (t: Suite) => {
	t.it("asks once for those who are here, first come first", () => {
		const board = new QuestBoard();
		board.join("1");
		board.join("2");
		board.join("1");
		expect(board.next()).toBe("1");
		board.asked("1");
		expect(board.next()).toBe("2");
		board.asked("2");
		expect(board.next()).toBe(undefined);
		board.missed("1");
		expect(board.next()).toBe("1");
	});

	t.it("knows nothing of those who are not here", () => {
		const board = new QuestBoard();
		expect(board.told("1", [quest(1)])).toBe(false);
		expect(board.viewed("1", [quest(1)])).toBe(false);
		board.join("1");
		board.asked("1");
		board.leave("1");
		board.missed("1");
		expect(board.next()).toBe(undefined);
		expect(board.viewed("1", [quest(1)])).toBe(false);
		expect(board.of("1")).toEqual([]);
	});

	t.it("takes what was answered, then what is told", () => {
		const board = new QuestBoard();
		board.join("1");
		board.asked("1");
		expect(board.viewed("1", [quest(2)])).toBe(true);
		expect(board.told("1", [quest(3)])).toBe(true);
		expect(board.told("1", [])).toBe(false);
		expect(board.of("1")).toEqual([quest(3)]);
		expect(board.next()).toBe(undefined);
	});

	t.it("does not go back to an answer that is older than what was told meanwhile", () => {
		const board = new QuestBoard();
		board.join("1");
		board.asked("1");
		board.told("1", [quest(3)]);
		board.viewed("1", [quest(2), quest(1, "other")]);
		expect(board.of("1")).toEqual([quest(3), quest(1, "other")]);
	});

	t.it("asks again where it is told of less than it knows, and believes the answer", () => {
		const board = new QuestBoard();
		board.join("1");
		board.asked("1");
		board.viewed("1", [quest(3)]);
		board.told("1", [quest(1)]);
		expect(countOf(board, "1")).toBe(3);
		expect(board.next()).toBe("1");
		board.asked("1");
		board.viewed("1", [quest(1)]);
		expect(countOf(board, "1")).toBe(1);
	});

	t.it("asks for everybody's anew where updates may be missing", () => {
		const board = new QuestBoard();
		for (const userId of ["1", "2"]) {
			board.join(userId);
			board.asked(userId);
			board.viewed(userId, [quest(1)]);
		}
		board.renew();
		board.renew();
		const asked: string[] = [];
		for (const _ of $range(1, 3)) {
			const userId = board.next();
			if (userId === undefined) break;
			asked.push(userId);
			board.asked(userId);
		}
		asked.sort();
		expect(asked).toEqual(["1", "2"]);
		expect(countOf(board, "1"), "kept until the answer is there").toBe(1);
	});

	t.property("ends as the backend has it, whenever answers and updates come", 300, (random) => {
		const board = new QuestBoard();
		board.join("1");
		let truth = 0;
		/** Updates under way, in their order, and the answer under way with what it says. */
		let updates: number[] = [];
		let answer: number | undefined;
		const ask = () => {
			if (answer !== undefined || board.next() === undefined) return;
			board.asked("1");
			answer = truth;
		};
		const hear = () => {
			const update = updates.shift();
			if (update !== undefined) board.told("1", [quest(update)]);
		};
		const finish = () => {
			if (answer !== undefined) board.viewed("1", [quest(answer)]);
			answer = undefined;
		};
		for (const _ of $range(1, 40)) {
			const chance = random.unit();
			if (chance < 0.3 && truth < 7) updates.push((truth += 1));
			else if (chance < 0.5) ask();
			else if (chance < 0.7) hear();
			else if (chance < 0.9) finish();
			else if (chance < 0.95) {
				// A gap: what was under way never comes.
				updates = [];
				board.renew();
			}
		}
		for (const _ of $range(1, 10)) {
			hear();
			ask();
			finish();
		}
		expect(countOf(board, "1")).toBe(truth);
	});
};
