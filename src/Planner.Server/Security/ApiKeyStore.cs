using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Planner.Routing;

namespace Planner.Server.Security;

/// <summary>The API keys, in a file that only its owner can read. A running server sees at once what <c>planner keys</c> changes in it.</summary>
public sealed class ApiKeyStore(IOptions<ServerOptions> options, TimeProvider clock)
{
    private const string Prefix = "pln-";
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int IdLength = 8;
    private const int SecretLength = 32;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Lock _lock = new();
    private (DateTime Written, long Length)? _seen;
    private IReadOnlyList<ApiKey> _keys = [];

    /// <summary>The keys, oldest first.</summary>
    /// <exception cref="ServerException">The file is damaged: nobody gets in until it is mended.</exception>
    public IReadOnlyList<ApiKey> Keys
    {
        get
        {
            lock (_lock)
            {
                return Read();
            }
        }
    }

    /// <summary>Whether keys are in use.</summary>
    public bool Any => Keys.Count > 0;

    /// <summary>Makes a key.</summary>
    /// <returns>The key itself, which is not kept and can't be shown again, and what is kept of it.</returns>
    public (string Secret, ApiKey Key) Add(string user, ApiRole role, int? requestsPerMinute = null)
    {
        if (string.IsNullOrWhiteSpace(user) || user.Length > 64 || user.Any(char.IsControl))
        {
            throw new ServerException("A key needs the name of its user, of at most 64 characters: planner keys add NAME");
        }

        lock (_lock)
        {
            var id = "k" + RandomNumberGenerator.GetString(Alphabet, IdLength);
            var secret = $"{Prefix}{id}-{RandomNumberGenerator.GetString(Alphabet, SecretLength)}";
            var key = new ApiKey(id, user.Trim(), role, clock.GetUtcNow(), HashOf(secret)) { RequestsPerMinute = requestsPerMinute };
            Write([.. Read(), key]);
            return (secret, key);
        }
    }

    /// <summary>Removes the key of that id, or all keys of that user.</summary>
    /// <returns>The keys removed.</returns>
    public IReadOnlyList<ApiKey> Remove(string idOrUser)
    {
        lock (_lock)
        {
            var keys = Read();
            var removed = keys.Where(key => key.Id == idOrUser || key.User == idOrUser).ToList();
            if (removed.Count > 0)
            {
                Write([.. keys.Except(removed)]);
            }

            return removed;
        }
    }

    /// <summary>Whose key it is; null when it is none.</summary>
    public ApiKey? Find(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var hash = Encoding.ASCII.GetBytes(HashOf(secret));
        return Keys.FirstOrDefault(key => CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(key.Hash)));
    }

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private IReadOnlyList<ApiKey> Read()
    {
        var file = new FileInfo(options.Value.KeysFile);
        if (!file.Exists)
        {
            _seen = null;
            return _keys = [];
        }

        if (_seen == (file.LastWriteTimeUtc, file.Length))
        {
            return _keys;
        }

        try
        {
            _keys = JsonSerializer.Deserialize<List<ApiKey>>(File.ReadAllBytes(file.FullName), Json) ?? [];
            _seen = (file.LastWriteTimeUtc, file.Length);
            return _keys;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ServerException($"The API keys in '{file.FullName}' can't be read: {exception.Message} Restore the file, or remove it and make new keys with planner keys add.", exception);
        }
    }

    private void Write(IReadOnlyList<ApiKey> keys)
    {
        PrivateFile.Write(options.Value.KeysFile, JsonSerializer.SerializeToUtf8Bytes(keys, Json));
        _seen = null;
    }
}
