import type { RandomSource } from "../../shared/util/ports";

/** A point on the ground plane, in studs. */
export interface Spot {
	readonly x: number;
	readonly z: number;
}

/** What an NPC knows when it decides where to go. */
export interface WanderInput {
	/** Where it was first seen: the middle of its world. */
	readonly home: Spot;
	/** Studs from home that it may go. */
	readonly radius: number;
	/** Where everybody stands, itself included; those within its radius attract it. */
	readonly crowd: readonly Spot[];
	/** Its own place in the crowd. */
	readonly self: number;
}

/** Share of decisions that are to stay: a place where everybody always walks has no groups. */
const STAY = 0.45;
/** Share of decisions that lead to somebody else; the rest lead to a random place. */
const VISIT = 0.3;
/** Studs from the other at which a visitor stops: near enough to be heard, not face against face. */
const VISIT_DISTANCE = 5;
/** How many of the crowd a visitor considers: in a place of a few dozen one of them is nearly always near. */
const LOOKS = 12;

/** Whether a spot is at most so many studs from home. */
export function within(home: Spot, radius: number, spot: Spot): boolean {
	const dx = spot.x - home.x;
	const dz = spot.z - home.z;
	return dx * dx + dz * dz <= radius * radius;
}

/** A spot at that distance from a centre, in any direction. */
export function around(centre: Spot, distance: number, random: RandomSource): Spot {
	const angle = random.unit() * 2 * math.pi;
	return { x: centre.x + math.cos(angle) * distance, z: centre.z + math.sin(angle) * distance };
}

/** A point of the disc around home, each equally likely. */
function anywhere(input: WanderInput, random: RandomSource): Spot {
	return around(input.home, input.radius * math.sqrt(random.unit()), random);
}

/** Somebody else within reach, if a few looks around find one: the cost does not grow with the crowd. */
function somebody(input: WanderInput, random: RandomSource): Spot | undefined {
	for (const _ of $range(1, LOOKS)) {
		const index = math.floor(random.unit() * input.crowd.size());
		const other = input.crowd[index]!;
		if (index !== input.self && within(input.home, input.radius, other)) return other;
	}
	return undefined;
}

/** Where an NPC goes next, always within its radius of home; undefined where it stays. */
export function chooseSpot(input: WanderInput, random: RandomSource): Spot | undefined {
	const mood = random.unit();
	if (mood < STAY || input.radius <= 0) return undefined;
	if (mood >= STAY + VISIT) return anywhere(input, random);
	const other = somebody(input, random);
	if (!other) return anywhere(input, random);
	const spot = around(other, VISIT_DISTANCE, random);
	return within(input.home, input.radius, spot) ? spot : other;
}
