import { createAccess, type Access, type AccessPorts } from "./access.js";

/** Whose pages these are: kept for the tab, so that two tabs can be two players. */
export interface Player {
	readonly access: Access;
	/** As typed in; undefined where a token was pasted, and while nobody has said. */
	readonly name: () => string | undefined;
	/** Signs in for development. `none` where the server hands out no such tokens; rejects where it does not answer. */
	readonly signIn: (userId: string) => Promise<"in" | "refused" | "none">;
	readonly signOut: () => void;
}

const NAME = "earshot.player";

export function createPlayer({ fetch, storage }: Pick<AccessPorts, "fetch" | "storage">): Player {
	const name = (): string | undefined => storage.getItem(NAME) ?? undefined;
	const access = createAccess({
		fetch,
		storage,
		key: "earshot.player-token",
		user: () => {
			const userId = name();
			return userId === undefined ? undefined : { userId, roles: [] };
		},
	});
	return {
		access,
		name,
		async signIn(userId) {
			storage.setItem(NAME, userId);
			access.use(undefined);
			const token = await access.renew();
			if (token !== undefined) return "in";
			storage.removeItem(NAME);
			return access.isInVain() ? "none" : "refused";
		},
		signOut() {
			storage.removeItem(NAME);
			access.use(undefined);
		},
	};
}
