import { StrictMode, useState } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { useChatroomNews } from "../../client/chatroom/react.js";

/** What the test looks at. */
const shown = { status: "", told: [] as string[], renders: 0 };
Object.assign(window, { shown });

const token = new URLSearchParams(location.search).get("as")!;

function Page() {
	const [turn, setTurn] = useState(1);
	shown.status = useChatroomNews({
		baseUrl: "",
		token,
		onNews: ({ type }) => shown.told.push(`${type} in turn ${turn}`),
	});
	shown.renders += 1;
	return (
		<>
			<button type="button" onClick={() => setTurn(turn + 1)}>
				next turn
			</button>
			<button type="button" onClick={() => flushSync(() => root.unmount())}>
				away
			</button>
		</>
	);
}

const root = createRoot(document.getElementById("root")!);
root.render(
	<StrictMode>
		<Page />
	</StrictMode>,
);
