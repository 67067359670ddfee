import { describe, expect, it } from "vitest";
import type {
	ActionResultWire,
	ExperienceSnapshot,
	ItemWire,
	Narration,
	ToldUpdate,
	WorldUpdateWire,
} from "../../../client/experience/index.js";
import { actionKey, createStory } from "./story.js";
import { textOf } from "./wording.js";

const lamp: ItemWire = { id: "lamp", name: "Lamp", kind: "lamp", description: "" };
const here = { kind: "location", id: "mill" } as const;
const carried = { kind: "inventory" } as const;
const look = { action: "look" } as const;

/** A client whose server is the test. */
function setUp() {
	const listeners = new Set<(state: ExperienceSnapshot) => void>();
	let state: ExperienceSnapshot = {
		status: "live",
		reason: undefined,
		userId: "ada",
		view: { user_id: "ada", experience: "e", location: "mill", inventory: [], quests: [] },
		world: {
			experience: "e",
			title: "E",
			locations: [{ ...here, name: "Mill", description: "", exits: [], items: [] }],
		},
		updates: [],
		narrations: [],
	};
	const answers: ((answer: Partial<ActionResultWire> | Error) => void)[] = [];
	const asked = <T>() =>
		new Promise<T>((resolve, reject) => {
			answers.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer as T)));
		});
	const story = createStory(
		{
			state: () => state,
			subscribe(listener) {
				listeners.add(listener);
				return () => listeners.delete(listener);
			},
			act: () => asked<ActionResultWire>(),
			chat: () => asked<{ readonly messageId: string }>(),
		},
		() => 77,
	);
	function become(part: Partial<ExperienceSnapshot>): void {
		state = { ...state, ...part };
		for (const listener of listeners) listener(state);
	}
	const update = (timestamp: number, changes: WorldUpdateWire["changes"]): ToldUpdate => ({
		cursor: `u:${timestamp}~s:0`,
		update: { type: "world_update", version: "0.3", experience: "e", user_id: "ada", timestamp, changes },
		removed: [lamp],
	});
	const tell = (...told: readonly ToldUpdate[]): void => become({ updates: [...state.updates, ...told] });
	const words = () =>
		story.entries().map((entry) => {
			if (entry.kind === "told") return textOf(entry.telling.parts);
			return entry.kind === "narrated" ? entry.messageId : entry.text;
		});
	return { story, become, tell, update, words, answers, narrations: () => state.narrations };
}

const narration = (messageId: string, text: string): Narration => ({
	messageId,
	text,
	isDone: false,
	pieces: 1,
	hasGaps: false,
	timestamp: 5,
});

const took = [
	{ operation: "remove", from: here, item_id: "lamp" },
	{ operation: "add", to: carried, item: lamp },
] as const;

describe("createStory", () => {
	it("[XP21] tells each update and each narration once, in the order in which they came", () => {
		const { story, tell, update, words, become, narrations } = setUp();
		const stop = story.start();
		tell(update(1, took));
		become({ narrations: [narration("m1", "So")] });
		become({ narrations: [{ ...narrations()[0]!, text: "So it is" }] });
		tell(update(2, [{ operation: "update", of: "player", properties: { location: "mill" } }]));
		expect(words()).toEqual(["You took Lamp", "m1", "You walked to Mill"]);
		expect(story.entries().map(({ at }) => at)).toEqual([1, 5, 2]);
		stop();
		tell(update(3, took));
		expect(words()).toHaveLength(3);
	});

	it.each([
		["after", [1, 0]],
		["before", [0, 1]],
	] as const)("[XP21] does not tell the player's own doing as somebody's, told %s it", (_, order) => {
		const { story, tell, update, words } = setUp();
		story.start();
		const shared = update(1, [took[0]]);
		const own = update(1, [took[1]]);
		for (const index of order) tell([shared, own][index]!);
		expect(words()).toEqual(["You took Lamp"]);
		tell(update(2, [took[0]]));
		expect(words()).toEqual(["You took Lamp", "Somebody took Lamp from Mill"]);
	});

	it("[XP22] marks an action while it is under way, does it once, and tells what was refused", async () => {
		const { story, words, answers } = setUp();
		story.start();
		const acting = story.act(look);
		void story.act(look);
		expect(answers).toHaveLength(1);
		expect(story.underWay()).toEqual(new Set([actionKey(look)]));
		answers[0]!({ success: false, message: "It is too dark." });
		await acting;
		expect(story.underWay()).toEqual(new Set());
		expect(words()).toEqual(["It is too dark."]);
	});

	it("[XP22] leaves what changed something to its update, and tells what failed", async () => {
		const { story, words, answers } = setUp();
		const acting = story.act(look);
		answers[0]!({ success: true, message: "Taken.", state_changes: { cursor: "u:1" } });
		await acting;
		expect(words()).toEqual([]);
		const failing = story.act(look);
		answers[1]!(new Error("the client was closed"));
		await failing;
		expect(words()).toEqual(["That was not done: the client was closed"]);
	});

	it("[XP23] shows what is said at once, and whether it was heard", async () => {
		const { story, answers } = setUp();
		const saying = story.say("Hello");
		expect(story.entries()).toMatchObject([{ kind: "said", text: "Hello", at: 77 }]);
		answers[0]!({ messageId: "m1" } as Partial<ActionResultWire>);
		await saying;
		expect(story.entries()).toMatchObject([{ messageId: "m1" }]);
		const failing = story.say("Again");
		answers[1]!(new Error("too much"));
		await failing;
		expect(story.entries()[1]).toMatchObject({ text: "Again", failed: "too much" });
	});

	it("[XP4] forgets the story of one user where another one plays", () => {
		const { story, tell, update, words, become } = setUp();
		story.start();
		tell(update(1, took));
		become({ userId: "bo", updates: [] });
		expect(words()).toEqual([]);
	});

	it("[XP21] keeps the latest 200", () => {
		const { story, tell, update, words } = setUp();
		story.start();
		for (let time = 1; time <= 230; time += 1) tell(update(time, took));
		expect(words()).toHaveLength(200);
		expect(story.entries()[0]?.at).toBe(31);
	});
});
