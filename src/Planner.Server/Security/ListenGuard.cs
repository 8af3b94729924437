namespace Planner.Server.Security;

/// <summary>Keeps a server without API keys on this machine (FAILURES 27).</summary>
internal sealed class ListenGuard(IReadOnlyList<ListenAddress> addresses, ApiKeyStore keys)
{
    /// <summary>Whether others than this machine can reach the server, so that nobody gets in without a key, whatever becomes of the keys.</summary>
    public bool IsOpen { get; } = addresses.Any(address => !address.IsLoopback);

    /// <summary>Refuses to start.</summary>
    /// <exception cref="ServerException">Others can reach the server, and there is no key.</exception>
    public void Check()
    {
        if (IsOpen && !keys.Any)
        {
            var open = addresses.First(address => !address.IsLoopback);
            throw new ServerException(
                $"'{open.Host}' can be reached from other machines, and there is no API key yet. Make one with planner keys add NAME, or listen on 127.0.0.1.");
        }
    }
}
