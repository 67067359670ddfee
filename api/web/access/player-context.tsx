import { createContext, use, useState } from "react";
import type { Player } from "./player.js";

const PlayerContext = createContext<Player | undefined>(undefined);

export const PlayerProvider = PlayerContext.Provider;

/** Who signs in on the pages of this tab. */
export function usePlayer(): Player {
	const player = use(PlayerContext);
	if (!player) throw new Error("usePlayer outside PlayerProvider");
	return player;
}

export interface SignedIn {
	readonly isIn: boolean;
	readonly signedIn: () => void;
	readonly signOut: () => void;
}

/** Whether somebody has signed in; a token that has run out counts until they sign out. */
export function useSignedIn(): SignedIn {
	const player = usePlayer();
	const [isIn, setIsIn] = useState(() => player.access.token() !== undefined);
	return {
		isIn,
		signedIn: () => setIsIn(true),
		signOut() {
			player.signOut();
			setIsIn(false);
		},
	};
}
