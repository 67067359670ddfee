import type { Scene } from "../scene/scene.js";
import { readLine, readLines, type SpokenLine } from "./read-talk.js";

/** All that the page shows of a world's talk. A new one each time something in it changed. */
export interface TalkView {
	/** Newest first. */
	readonly lines: readonly SpokenLine[];
	/** This reader may not hear what is said. */
	readonly refused: boolean;
}

export interface TalkFeed {
	/** Takes an event of the talk's stream. */
	readonly take: (event: string, data: unknown) => void;
	readonly refuse: () => void;
	readonly view: () => TalkView;
	readonly subscribe: (listener: () => void) => () => void;
	readonly stop: () => void;
}

/** Lines kept: some minutes of a busy place; older ones are what NPCs remember, not news. */
const KEPT = 200;
/** The list is read, not watched: the map shows each line at once. */
const VIEW_MS = 250;

/** What the page makes of a world's talk: a list, and words over heads on the map. `now` in milliseconds of the page. */
export function createTalkFeed(scene: Scene, now: () => number): TalkFeed {
	const listeners = new Set<() => void>();
	let lines: readonly SpokenLine[] = [];
	let refused = false;
	let view: TalkView = { lines, refused };
	let timer: ReturnType<typeof setTimeout> | undefined;

	function publish(): void {
		timer = undefined;
		view = { lines, refused };
		for (const listener of listeners) listener();
	}

	function speak(line: SpokenLine): void {
		lines = [line, ...lines].slice(0, KEPT);
		const at = now();
		scene.speak({ id: line.speaker.id, text: line.content, at });
		for (const hearer of line.heardBy) scene.pulse({ kind: "talk", about: [line.speaker.id, hearer], at });
	}

	return {
		take(event, data) {
			if (event === "state") lines = readLines(data);
			else if (event === "line") {
				const line = readLine(data);
				if (!line) return;
				speak(line);
			} else if (event === "erased" && typeof data === "object" && data !== null && "userId" in data) {
				lines = lines.filter(({ speaker }) => speaker.id !== data.userId);
			} else return;
			timer ??= setTimeout(publish, VIEW_MS);
		},
		refuse() {
			refused = true;
			lines = [];
			publish();
		},
		view: () => view,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		stop: () => clearTimeout(timer),
	};
}
