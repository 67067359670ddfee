import type { Experiences } from "./experience.js";

/**
 * Looks whether there is an experience, so that what asks for another is refused before it is let in. What there is
 * stays while the service runs: each is asked for once.
 */
export function createKnownExperiences({
	world,
}: Pick<Experiences, "world">): (experience: string) => Promise<void> {
	const asked = new Map<string, Promise<void>>();

	async function ask(experience: string): Promise<void> {
		try {
			await world(experience);
		} catch (error) {
			asked.delete(experience);
			throw error;
		}
	}

	return (experience) => {
		const answer = asked.get(experience) ?? ask(experience);
		asked.set(experience, answer);
		return answer;
	};
}
