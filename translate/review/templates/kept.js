// What the browser keeps for us; where it keeps nothing, the page goes on with what it has in hand and says so.
const kept = (() => {
  const spare = new Map();
  const listeners = [];
  let durable = true;

  const failed = () => {
    if (!durable) return;
    durable = false;
    for (const listener of listeners) listener();
  };

  const parsed = (text) => {
    try {
      return JSON.parse(text);
    } catch {
      return null; // not ours, or damaged: as if it were not there
    }
  };

  const get = (key) => {
    if (spare.has(key)) return spare.get(key);
    try {
      return parsed(localStorage.getItem(key));
    } catch {
      return null;
    }
  };

  const put = (key, value) => {
    try {
      localStorage.setItem(key, JSON.stringify(value));
      spare.delete(key);
    } catch {
      spare.set(key, value);
      failed();
    }
  };

  const drop = (key) => {
    spare.delete(key);
    try {
      localStorage.removeItem(key);
    } catch {
      failed();
    }
  };

  const keys = (prefix) => {
    let found = [];
    try {
      found = Object.keys(localStorage);
    } catch {
      failed();
    }
    return [...new Set([...found, ...spare.keys()])].filter((key) => key.startsWith(prefix));
  };

  const whenFailing = (listener) => {
    listeners.push(listener);
    if (!durable) listener();
  };

  return { get, put, drop, keys, parsed, whenFailing, durable: () => durable };
})();
