/** Part of the service that keeps something about users, and can erase it. */
export interface UserDataHolder {
	readonly name: string;
	/** Erases everything kept about a user; how many places were cleared. Asking twice is harmless. */
	readonly erase: (userId: string) => Promise<number>;
}

/** What was erased, by holder. */
export type Erased = Readonly<Record<string, number>>;

/** Erases a user from everywhere. */
export interface Erasure {
	/** Asks one holder after the other, in order: later ones may keep what earlier ones tell. Rejects where one failed, after every other was asked all the same: asking again goes on. */
	readonly erase: (userId: string) => Promise<Erased>;
}

export function createErasure(holders: readonly UserDataHolder[]): Erasure {
	return {
		erase: async (userId) => {
			const erased: Record<string, number> = {};
			const failures: unknown[] = [];
			for (const { name, erase } of holders) {
				try {
					erased[name] = await erase(userId);
				} catch (error) {
					failures.push(error);
				}
			}
			if (failures.length > 0) throw failures[0];
			return erased;
		},
	};
}
