/** Part of the service that keeps something about users, and can erase it. */
export interface UserDataHolder {
	readonly name: string;
	/** Erases everything kept about a user; how many places it was in. Asking twice is harmless. */
	readonly erase: (userId: string) => Promise<number>;
}

/** What was erased, by holder. */
export type Erased = Readonly<Record<string, number>>;

/** Erases a user from everywhere. */
export interface Erasure {
	/** Rejects where a holder failed, after every other was asked all the same: asking again goes on. */
	readonly erase: (userId: string) => Promise<Erased>;
}

export function createErasure(holders: readonly UserDataHolder[]): Erasure {
	return {
		erase: async (userId) => {
			const outcomes = await Promise.allSettled(
				holders.map(async ({ name, erase }) => [name, await erase(userId)] as const),
			);
			const failed = outcomes.find((outcome) => outcome.status === "rejected");
			if (failed) throw failed.reason;
			return Object.fromEntries(outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])));
		},
	};
}
