import { Trove } from "@rbxts/trove";
import { openTalkRemotes } from "../shared/remotes/engine-remotes";
import { showLines } from "./lines/engine-lines";
import { showPanel } from "./panel/engine-panel";
import { showTyping } from "./typing/engine-typing";

/** Shows this player what is said around them, and who says it. Returns the stop. */
export function startClient(): () => void {
	const trove = new Trove();
	const remotes = openTalkRemotes();
	trove.add(() => remotes.destroy());
	trove.add(showTyping());
	trove.add(showPanel(remotes));
	trove.add(showLines(remotes));
	return () => trove.destroy();
}
