// Passkeys: the ceremony between the browser and the site.
// A form with data-passkey has its options in a block of JSON, or fetches them to sign in.

function fromBase64url(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function toBase64url(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function withBytes(credentials) {
  return credentials?.map((known) => ({ ...known, id: fromBase64url(known.id) }));
}

async function create({ publicKey }) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: fromBase64url(publicKey.challenge),
      user: { ...publicKey.user, id: fromBase64url(publicKey.user.id) },
      excludeCredentials: withBytes(publicKey.excludeCredentials),
    },
  });
  return answer(made, {
    attestationObject: toBase64url(made.response.attestationObject),
  });
}

async function get({ publicKey }) {
  const used = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: fromBase64url(publicKey.challenge),
      allowCredentials: withBytes(publicKey.allowCredentials),
    },
  });
  const { authenticatorData, signature, userHandle } = used.response;
  return answer(used, {
    authenticatorData: toBase64url(authenticatorData),
    signature: toBase64url(signature),
    userHandle: userHandle ? toBase64url(userHandle) : null,
  });
}

function answer(credential, response) {
  return {
    id: credential.id,
    rawId: toBase64url(credential.rawId),
    type: credential.type,
    response: { clientDataJSON: toBase64url(credential.response.clientDataJSON), ...response },
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function optionsOf(form) {
  const block = form.querySelector("script[type='application/json']");
  if (block) {
    return JSON.parse(block.textContent);
  }
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!response.ok) {
    throw new Error(response.statusText);
  }
  return (await response.json()).request_options;
}

function offerPasskeys(form) {
  const said = form.querySelector("[data-passkey-said]");
  const ceremony = form.dataset.passkey === "create" ? create : get;
  let isBusy = false;

  async function begin() {
    said.textContent = "";
    try {
      const given = await ceremony(await optionsOf(form));
      form.elements.credential.value = JSON.stringify(given);
      if (form.elements.remember) {
        const box = document.querySelector("input[type='checkbox'][name='remember']");
        form.elements.remember.value = box?.checked ? "on" : "";
      }
      form.submit();
    } catch (error) {
      const reasons = { NotAllowedError: "stopped", AbortError: "stopped", InvalidStateError: "known" };
      said.textContent = said.dataset[reasons[error.name] ?? "failed"];
    }
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!isBusy) {
      isBusy = true;
      await begin();
      isBusy = false;
    }
  });
  form.querySelector("[data-passkey-unable]").hidden = true;
  form.querySelector("[data-passkey-button]").hidden = false;
}

if (window.PublicKeyCredential) {
  document.querySelectorAll("form[data-passkey]").forEach(offerPasskeys);
}
