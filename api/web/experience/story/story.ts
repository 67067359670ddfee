import type {
	ActionWire,
	ExperienceClient,
	ExperienceSnapshot,
	ToldUpdate,
} from "../../../client/experience/index.js";
import { tellingsOf, type Telling } from "./wording.js";

/** One thing of the story, in the order in which this page met it. `at` is in unix seconds. */
export type StoryEntry = { readonly number: number; readonly at: number } & (
	| { readonly kind: "told"; readonly telling: Telling }
	/** What the player said here; `failed` says why it was not heard. */
	| {
			readonly kind: "said";
			readonly text: string;
			readonly messageId?: string;
			readonly failed?: string;
	  }
	/** What the narrator says, as far as it has: by its id in the client's state. */
	| { readonly kind: "narrated"; readonly messageId: string }
	/** What the world says to an action that changed nothing. */
	| { readonly kind: "answered"; readonly text: string }
);

/** What happens to a player as a story, and their part in it. */
export interface Story {
	/** Oldest first. The same list while nothing is new. */
	readonly entries: () => readonly StoryEntry[];
	/** Actions that are not answered yet, by `actionKey`. */
	readonly underWay: () => ReadonlySet<string>;
	/** Calls `listener` after each change; returns the stop. */
	readonly subscribe: (listener: () => void) => () => void;
	/** Takes what the client brings, until the stop that it returns. */
	readonly start: () => () => void;
	readonly act: (action: ActionWire) => Promise<void>;
	readonly say: (text: string) => Promise<void>;
}

type Client = Pick<ExperienceClient, "state" | "subscribe" | "act" | "chat">;
type Without<T> = T extends unknown ? Omit<T, "number" | "at"> : never;

/** As many as are read back on. */
const KEPT = 200;

/** One action, whoever of the page's parts asks for it. */
export function actionKey(action: ActionWire): string {
	return JSON.stringify(action);
}

function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** @param now unix seconds */
export function createStory(client: Client, now: () => number): Story {
	const listeners = new Set<() => void>();
	let entries: readonly StoryEntry[] = [];
	let underWay: ReadonlySet<string> = new Set();
	let count = 0;
	let userId: string | undefined;
	let lastTold: ToldUpdate | undefined;
	let narrated = new Set<string>();

	function changed(): void {
		for (const listener of [...listeners]) listener();
	}

	function add(entry: Without<StoryEntry>, at = now()): number {
		count += 1;
		entries = [...entries, { ...entry, number: count, at } as StoryEntry].slice(-KEPT);
		return count;
	}

	function replace(number: number, part: Partial<Extract<StoryEntry, { kind: "said" }>>): void {
		entries = entries.map((entry) =>
			entry.number === number ? ({ ...entry, ...part } as StoryEntry) : entry,
		);
		changed();
	}

	function beginAnew(state: ExperienceSnapshot): void {
		if (state.userId === userId) return;
		if (userId !== undefined) entries = [];
		userId = state.userId;
		lastTold = undefined;
		narrated = new Set();
	}

	/**
	 * What the player did to the shared world may be told apart, as everybody is told of it: then it has the same time
	 * as their own part of it, and is no news of somebody else.
	 */
	function tell(telling: Telling, at: number): void {
		const isSame = (entry: StoryEntry): boolean =>
			entry.kind === "told" && entry.at === at && entry.telling.item === telling.item;
		if (telling.item !== undefined && telling.kind === "others") {
			if (entries.some(isSame)) return;
		} else if (telling.item !== undefined) {
			entries = entries.filter((entry) => !isSame(entry));
		}
		add({ kind: "told", telling }, at);
	}

	function take(state: ExperienceSnapshot): void {
		const before = entries;
		beginAnew(state);
		const { updates, narrations, world } = state;
		const known = lastTold === undefined ? -1 : updates.indexOf(lastTold);
		for (const told of world ? updates.slice(known + 1) : []) {
			for (const telling of tellingsOf(told, world!)) tell(telling, told.update.timestamp);
			lastTold = told;
		}
		for (const { messageId, timestamp } of narrations) {
			if (narrated.has(messageId)) continue;
			narrated.add(messageId);
			add({ kind: "narrated", messageId }, timestamp);
		}
		if (entries !== before) changed();
	}

	function mark(key: string, isUnderWay: boolean): void {
		const next = new Set(underWay);
		if (isUnderWay) next.add(key);
		else next.delete(key);
		underWay = next;
		changed();
	}

	return {
		entries: () => entries,
		underWay: () => underWay,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		start() {
			take(client.state());
			return client.subscribe(take);
		},
		async act(action) {
			const key = actionKey(action);
			if (underWay.has(key)) return;
			mark(key, true);
			try {
				const { success, message, state_changes } = await client.act(action);
				// What changed something is told as what it changed.
				if (!success || !state_changes) add({ kind: "answered", text: message });
			} catch (error) {
				add({ kind: "answered", text: `That was not done: ${reasonOf(error)}` });
			}
			mark(key, false);
		},
		async say(text) {
			const number = add({ kind: "said", text });
			changed();
			try {
				replace(number, await client.chat(text));
			} catch (error) {
				replace(number, { failed: reasonOf(error) });
			}
		},
	};
}
