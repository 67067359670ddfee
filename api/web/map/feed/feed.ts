import type { EventWire } from "../../../../game/src/shared/wire/index.js";
import {
	paceWorld,
	type StateSync,
	type SyncChange,
	type SyncedEntity,
	type SyncedWorld,
	type WorldSource,
} from "../../../client/index.js";
import { createScene, type Scene } from "../scene/scene.js";
import { sentenceOf, type Sentence } from "./wording.js";

/** Something that happened, as the list shows it. */
export interface Happening extends Sentence {
	/** Unique in this page, rising. */
	readonly number: number;
	/** Unix seconds. */
	readonly at: number;
}

/** What the page makes of a world beside its copy: the picture, and what happened. */
export interface Feed {
	readonly scene: Scene;
	/** The world for lists: renewed at most four times a second, the connection's state at once. */
	readonly shown: WorldSource;
	/** Newest first. */
	readonly happenings: () => readonly Happening[];
	/** Takes what the reader brings, until the stop that it returns. */
	readonly start: () => () => void;
}

/** Happenings kept: some minutes of a busy place; older ones are history, not news. */
const KEPT = 200;
/** Lists are read, not watched: four new pictures of them a second are enough, and spare thousands of rows. */
const SHOWN_MS = 250;

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
export function createFeed(sync: Pick<StateSync, keyof WorldSource>, now: () => number): Feed {
	const scene = createScene();
	let world = sync.state();
	let happenings: readonly Happening[] = [];
	let count = 0;

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
		if (change.kind === "status") return;
		const before = world;
		({ world } = change);
		scene.accept(world, now(), change.kind === "state");
		if (change.kind === "tick") for (const event of change.frame.changes.events ?? []) happen(event, before);
	}

	return {
		scene,
		shown: paceWorld(sync, SHOWN_MS),
		happenings: () => happenings,
		start: () => sync.subscribe(take),
	};
}
