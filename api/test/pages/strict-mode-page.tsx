import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { useEncounter, useEncounterClient } from "../../client/encounters/react.js";

/** What the test looks at: the address says which room, the token whose. */
const { searchParams } = new URL(location.href);

function Room() {
	const client = useEncounterClient({
		baseUrl: "",
		roomId: searchParams.get("room") ?? "",
		token: searchParams.get("token") ?? "",
	});
	const status = useEncounter(client, (state) => state.status);
	const at = useEncounter(client, ({ view }) => JSON.stringify(view?.participants["hero"]?.position));
	const answer = (text: string): void => void (document.title = text);
	return (
		<>
			<p data-testid="status">{status}</p>
			<p data-testid="at">{at}</p>
			<button
				type="button"
				onClick={() => {
					const action = { type: "move", entityId: "hero", position: { x: 3, y: 4 } } as const;
					client.command({ type: "act", action }).then(
						({ ok }) => answer(ok ? "taken" : "refused"),
						(error: Error) => answer(error.message),
					);
				}}
			>
				move
			</button>
		</>
	);
}

createRoot(document.getElementById("root")!).render(
	<StrictMode>
		<Room />
	</StrictMode>,
);
