import { isSamePlace, townAt, type Citizen, type Citizens, type Town } from "./town.js";

/** What a reader knows of a member; the mood only with the full cast. */
export interface SeenMember {
	readonly id: string;
	readonly type: string;
	readonly position?: Citizen["position"];
	readonly mood?: string;
}

/** What a copy of the world says of itself. */
export interface Verdict {
	/** Payloads of each town that are in the copy. */
	readonly seqs: readonly number[];
	/** What does not fit together in it. */
	readonly fault?: string;
}

/** Towns of so many payloads are kept made: readers are rarely further apart. */
const KEPT = 512;

/** Checks copies of a world that consists of these towns. */
export function createWorldCheck(
	towns: readonly Town[],
): (members: ReadonlyMap<string, SeenMember>) => Verdict {
	const made = new Map<string, Citizens>();

	function citizens(town: Town, seq: number): Citizens {
		const key = `${town.source} ${seq}`;
		const known = made.get(key);
		if (known) return known;
		if (made.size >= KEPT) made.delete(made.keys().next().value!);
		const fresh = townAt(town, seq);
		made.set(key, fresh);
		return fresh;
	}

	function compare(expected: Citizens, members: ReadonlyMap<string, SeenMember>): string | undefined {
		for (const citizen of expected.values()) {
			const seen = members.get(citizen.id);
			if (!seen) return `${citizen.id} is missing`;
			if (!isSamePlace(seen.position, citizen.position)) {
				return `${citizen.id} stands at ${JSON.stringify(seen.position)}, not ${JSON.stringify(citizen.position)}`;
			}
			if (seen.type !== citizen.type) return `${citizen.id} is a ${seen.type}`;
			if (seen.mood !== undefined && seen.mood !== citizen.mood) return `${citizen.id} is ${seen.mood}`;
		}
		return undefined;
	}

	return (members) => {
		const seqs = towns.map(({ source }) => members.get(`${source}-0`)?.position?.y ?? 0);
		const expected = towns.map((town, index) => citizens(town, seqs[index]!));
		const wrong = expected.map((town) => compare(town, members)).find((fault) => fault !== undefined);
		const count = expected.reduce((sum, { size }) => sum + size, 0);
		const crowd = members.size === count ? undefined : `${members.size} members instead of ${count}`;
		const fault = wrong ?? crowd;
		return fault === undefined ? { seqs } : { seqs, fault: `with payloads ${seqs.join("+")}, ${fault}` };
	};
}
