import { Button, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { TokenForm } from "../access/token-form.js";
import type { Player } from "./player.js";
import classes from "./sign-in.module.css";

/** As of the API: longer is no user's id. */
const LONGEST_ID = 100;

export interface SignInProps {
	readonly player: Player;
	readonly onSignedIn: () => void;
}

/** Asks who plays: by name in development, by token where the server hands none out. */
export function SignIn({ player, onSignedIn }: SignInProps) {
	const [name, setName] = useState(() => player.name() ?? "");
	const [byToken, setByToken] = useState(() => player.access.isInVain());
	const [error, setError] = useState<string>();
	const [isAsking, setIsAsking] = useState(false);

	async function signIn(): Promise<void> {
		setIsAsking(true);
		setError(undefined);
		try {
			const answer = await player.signIn(name.trim());
			if (answer === "in") onSignedIn();
			else if (answer === "none") setByToken(true);
			else setError("The server does not take this name.");
		} catch {
			setError("The server does not answer. Try again in a moment.");
		} finally {
			setIsAsking(false);
		}
	}

	function submit(event: SubmitEvent): void {
		event.preventDefault();
		if (name.trim() === "") setError("Say who you are.");
		else void signIn();
	}

	if (byToken) {
		return (
			<>
				<TokenForm onToken={onSignedIn} />
				{!player.access.isInVain() && (
					<button type="button" className={classes.other} onClick={() => setByToken(false)}>
						Play by a name instead
					</button>
				)}
			</>
		);
	}
	return (
		<>
			<form onSubmit={submit} noValidate>
				<TextInput
					label="User id"
					description="Any name will do while the server runs for development. It is kept for this tab only."
					value={name}
					onChange={(event) => setName(event.currentTarget.value)}
					error={error}
					maxLength={LONGEST_ID}
					autoComplete="off"
					autoCapitalize="off"
					data-autofocus
				/>
				<Button type="submit" mt="md" fullWidth loading={isAsking}>
					Play
				</Button>
			</form>
			<button type="button" className={classes.other} onClick={() => setByToken(true)}>
				I have a token
			</button>
		</>
	);
}
