import type { EventWire } from "../../../../game/src/shared/wire/index.js";
import type { StateSync, SyncChange, SyncedEntity, SyncedWorld, SyncStatus } from "../../../client/index.js";
import { createScene, type Scene } from "../scene/scene.js";
import { sentenceOf, type Sentence } from "./wording.js";

/** Something that happened, as the list shows it. */
export interface Happening extends Sentence {
	/** Unique in this page, rising. */
	readonly number: number;
	/** Unix seconds. */
	readonly at: number;
}

/** All that the page shows beside the picture. A new one each time something in it changed. */
export interface FeedView {
	readonly status: SyncStatus;
	readonly reason: string | undefined;
	readonly world: SyncedWorld;
	/** Newest first. */
	readonly happenings: readonly Happening[];
}

export interface Feed {
	readonly scene: Scene;
	readonly view: () => FeedView;
	readonly subscribe: (listener: () => void) => () => void;
	readonly start: () => void;
	/** Tries again after a refusal. */
	readonly retry: () => void;
	/** Does not wait for the next try. */
	readonly check: () => void;
	readonly stop: () => void;
}

/** Happenings kept: some minutes of a busy place; older ones are history, not news. */
const KEPT = 200;
/** Lists are read, not watched: four new pictures of them a second are enough, and spare thousands of rows. */
const VIEW_MS = 250;

/** Finds members of a world by key or id. */
export function lookupIn(world: SyncedWorld): (key: string) => SyncedEntity | undefined {
	let byKey: Map<string, SyncedEntity> | undefined;
	return (key) => {
		const byId = world.entities.get(key);
		if (byId) return byId;
		byKey ??= new Map([...world.entities.values()].map((entity) => [entity.key ?? entity.id, entity]));
		return byKey.get(key);
	};
}

/** Joins a reader of a world with what the page makes of it. `now` is the page's clock, milliseconds. */
export function createFeed(sync: StateSync, now: () => number): Feed {
	const scene = createScene();
	const listeners = new Set<() => void>();
	let world = sync.state();
	let happenings: readonly Happening[] = [];
	let count = 0;
	let view: FeedView = { status: sync.status(), reason: sync.reason(), world, happenings };
	let timer: ReturnType<typeof setTimeout> | undefined;

	function publish(): void {
		timer = undefined;
		view = { status: sync.status(), reason: sync.reason(), world, happenings };
		for (const listener of listeners) listener();
	}

	function happen(event: EventWire, before: SyncedWorld): void {
		const [here, earlier] = [lookupIn(world), lookupIn(before)];
		const sentence = sentenceOf(event, (key) => here(key) ?? earlier(key), [world, before]);
		count += 1;
		happenings = [{ ...sentence, number: count, at: event.at }, ...happenings].slice(0, KEPT);
		if (sentence.kind === "talked" && sentence.about.length === 2) {
			scene.pulse({ kind: "talk", about: sentence.about, at: now() });
		} else if (sentence.kind === "gathered" || sentence.kind === "merged") {
			scene.pulse({ kind: "ring", about: sentence.about, at: now() });
		}
	}

	function take(change: SyncChange): void {
		if (change.kind !== "status") {
			const before = world;
			({ world } = change);
			scene.accept(world, now(), change.kind === "state");
			if (change.kind === "tick")
				for (const event of change.frame.changes.events ?? []) happen(event, before);
		}
		// A change of status is told at once, with all that came before it.
		if (change.kind === "tick") timer ??= setTimeout(publish, VIEW_MS);
		else {
			clearTimeout(timer);
			publish();
		}
	}

	let stopTaking: (() => void) | undefined;
	return {
		scene,
		view: () => view,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		start() {
			stopTaking = sync.subscribe(take);
			sync.start();
		},
		retry: sync.start,
		check: sync.check,
		stop() {
			stopTaking?.();
			clearTimeout(timer);
			sync.close();
		},
	};
}
