import { useState } from "react";
import type { ConversationSummaryWire } from "../../src/chatroom/chatroom-wire.js";

export interface Staged {
	/** Id of the conversation on the stage; undefined while there is none. */
	readonly id: string | undefined;
	/** One that came since that was chosen, and waits to be asked for. */
	readonly newer: ConversationSummaryWire | undefined;
	readonly show: (id: string) => void;
}

/** Which conversation is on the stage: the newest at first, and from then on what the reader asks for. */
export function useStaged(conversations: readonly ConversationSummaryWire[]): Staged {
	const [chosen, setChosen] = useState<{ readonly id: string; readonly newest: string }>();
	const newest = conversations[0];
	// What is being read must not be torn away by what comes.
	if (!chosen && newest) setChosen({ id: newest.id, newest: newest.id });
	return {
		id: chosen?.id,
		newer: chosen && newest && newest.id !== chosen.newest ? newest : undefined,
		show: (id) => setChosen({ id, newest: newest?.id ?? id }),
	};
}
