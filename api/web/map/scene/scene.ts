import type { MemberTypeWire } from "../../../../game/src/shared/wire/index.js";
import type { SyncedEntity, SyncedWorld } from "../../../client/index.js";
import { linksOf, type Link } from "./links.js";
import { placeAt, standAt, walkTo, type Motion } from "./motion.js";
import { isOver, presenceOf, type Speech } from "./speech.js";
import { extendTrail, type TrailPoint } from "./trail.js";

/** A member as it is seen: `x` and `z` are where it is drawn now. */
export interface Body {
	readonly id: string;
	entity: SyncedEntity;
	name: string;
	type: MemberTypeWire;
	location: string | undefined;
	motion: Motion;
	x: number;
	z: number;
	trail: readonly TrailPoint[];
}

/** A cluster as it is seen. It fades in when it forms and out when it is gone. */
export interface Gathering {
	readonly id: string;
	members: readonly Body[];
	links: readonly Link[];
	linkedAt: number;
	/** 0 to 1. */
	presence: number;
	gone: boolean;
}

/** A line between two members while they have something to do with each other, or a ring where a group formed. */
export interface Pulse {
	readonly kind: "talk" | "ring";
	readonly about: readonly string[];
	readonly at: number;
}

/** A speech as it is seen. */
export interface ShownSpeech extends Speech {
	/** 0 to 1. */
	presence: number;
}

/** What the map draws. The page's own clock, milliseconds, is handed in. */
export interface Scene {
	readonly bodies: ReadonlyMap<string, Body>;
	readonly gatherings: ReadonlyMap<string, Gathering>;
	readonly pulses: readonly Pulse[];
	/** By speaker: who speaks again is shown with the newer words alone. */
	readonly speeches: ReadonlyMap<string, ShownSpeech>;
	/** Takes a new world. `jump` puts everybody where they are now: after a reset nobody walked there. */
	readonly accept: (world: SyncedWorld, now: number, jump?: boolean) => void;
	/** Gives members the trails that they have by now; who is not named has none. */
	readonly trace: (trails: ReadonlyMap<string, readonly TrailPoint[]>) => void;
	readonly pulse: (pulse: Pulse) => void;
	readonly speak: (speech: Speech) => void;
	/** Moves everything to `now`. True where the picture is another one than at the step before. */
	readonly step: (now: number) => boolean;
	/** Without motion everybody jumps, and nothing trails, fades or pulses. */
	readonly setStill: (still: boolean) => void;
}

/** What of a scene is drawn. */
export type ShownScene = Pick<Scene, "bodies" | "gatherings" | "pulses" | "speeches">;

/** A group should be seen to come and go, not to blink. */
const FADE_MS = 500;
/** A talk stays drawn long enough to be found after it was read in the list. */
export const PULSE_MS = { talk: 9_000, ring: 1_600 } as const;
/** Who stands by whom changes slowly next to a frame. */
const RELINK_MS = 500;

export function createScene(): Scene {
	const bodies = new Map<string, Body>();
	const gatherings = new Map<string, Gathering>();
	const speeches = new Map<string, ShownSpeech>();
	let pulses: readonly Pulse[] = [];
	let seen: SyncedWorld | undefined;
	let steppedAt: number | undefined;
	let still = false;
	let changed = false;

	function place(entity: SyncedEntity, now: number, jump: boolean): void {
		const body = bodies.get(entity.id);
		if (!entity.position) {
			bodies.delete(entity.id);
		} else if (!body) {
			const { x, z } = entity.position;
			const name = entity.name ?? entity.id;
			const { id, type, location } = entity;
			bodies.set(id, { id, entity, name, type, location, motion: standAt({ x, z }, now), x, z, trail: [] });
		} else if (body.entity !== entity) {
			const { x, z } = entity.position;
			if (jump || still) {
				body.motion = standAt({ x, z }, now);
				body.trail = [];
			} else if (body.motion.toX !== x || body.motion.toZ !== z) {
				body.motion = walkTo(body.motion, { x, z }, now);
				if (body.motion.durationMs === 0) body.trail = [];
			}
			body.entity = entity;
			body.name = entity.name ?? entity.id;
			body.type = entity.type;
			body.location = entity.location;
		}
	}

	function gather(world: SyncedWorld, now: number, jump: boolean): void {
		if (jump) gatherings.clear();
		for (const { id, members } of world.clusters.values()) {
			const present = members.flatMap((member) => bodies.get(member) ?? []);
			const known = gatherings.get(id);
			const presence = still || jump || !seen ? 1 : (known?.presence ?? 0);
			const links = known && sameBodies(known.members, present) ? known.links : linksOf(present);
			gatherings.set(id, {
				id,
				members: present,
				links,
				linkedAt: now,
				presence,
				gone: present.length === 0,
			});
		}
		for (const gathering of gatherings.values()) {
			if (!world.clusters.has(gathering.id)) gathering.gone = true;
		}
	}

	function stepGathering(gathering: Gathering, now: number, elapsed: number): boolean {
		const target = gathering.gone ? 0 : 1;
		const change = still ? 1 : elapsed / FADE_MS;
		gathering.presence =
			gathering.presence < target
				? Math.min(target, gathering.presence + change)
				: Math.max(target, gathering.presence - change);
		if (gathering.presence === 0 && gathering.gone) gatherings.delete(gathering.id);
		if (now - gathering.linkedAt >= RELINK_MS) {
			gathering.links = linksOf(gathering.members);
			gathering.linkedAt = now;
		}
		return gathering.presence !== target;
	}

	function stepBody(body: Body, now: number): boolean {
		const { x, z } = placeAt(body.motion, now);
		const moved = body.x !== x || body.z !== z;
		body.x = x;
		body.z = z;
		if (!still) body.trail = extendTrail(body.trail, { x, z, at: now });
		// Who stands still is not yet at rest while the trail behind fades.
		return moved || body.trail.length > 1 || now < body.motion.startedAt + body.motion.durationMs;
	}

	/** Whether any words are over heads, or were until now. */
	function stepSpeeches(now: number): boolean {
		const any = speeches.size > 0;
		for (const speech of speeches.values()) {
			speech.presence = presenceOf(speech, now, still);
			if (isOver(speech, now)) speeches.delete(speech.id);
		}
		return any;
	}

	return {
		bodies,
		gatherings,
		speeches,
		get pulses() {
			return pulses;
		},
		accept(world, now, jump = false) {
			for (const id of bodies.keys()) if (!world.entities.has(id)) bodies.delete(id);
			for (const entity of world.entities.values()) place(entity, now, jump);
			gather(world, now, jump);
			seen = world;
			changed = true;
		},
		trace(trails) {
			if (still) return;
			for (const body of bodies.values()) body.trail = trails.get(body.id) ?? [];
			changed = true;
		},
		pulse(pulse) {
			if (!still) pulses = [...pulses, pulse];
		},
		speak(speech) {
			speeches.set(speech.id, { ...speech, presence: 0 });
			changed = true;
		},
		step(now) {
			const elapsed = steppedAt === undefined ? 0 : Math.max(0, now - steppedAt);
			steppedAt = now;
			let moving = changed;
			changed = false;
			for (const body of bodies.values()) moving = stepBody(body, now) || moving;
			for (const gathering of gatherings.values()) moving = stepGathering(gathering, now, elapsed) || moving;
			if (pulses.some(({ kind, at }) => now - at > PULSE_MS[kind])) {
				pulses = pulses.filter(({ kind, at }) => now - at <= PULSE_MS[kind]);
			}
			return stepSpeeches(now) || moving || pulses.length > 0;
		},
		setStill(next) {
			still = next;
			if (!still) return;
			pulses = [];
			for (const body of bodies.values()) {
				body.motion = standAt({ x: body.motion.toX, z: body.motion.toZ }, steppedAt ?? 0);
				body.trail = [];
			}
		},
	};
}

function sameBodies(a: readonly Body[], b: readonly Body[]): boolean {
	return a.length === b.length && a.every((body, index) => body === b[index]);
}
