using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Planner.Serialization;

namespace Planner.Routing;

/// <summary>
/// Things that the user defines by name, in a JSON file that only its user may read. Processes may share the file: changes are made under a lock file,
/// whole or not at all, and a running process sees those of others at its next look, at most <see cref="FreshSeconds"/> later.
/// </summary>
/// <typeparam name="T">What is kept; equal JSON means equal.</typeparam>
public abstract class DefinitionStore<T>
    where T : class
{
    /// <summary>How old what <see cref="Current"/> gives may be, in seconds: the file's time is looked at this often, not at each of thousands of calls a second.</summary>
    public const double FreshSeconds = 0.25;

    // People write these files too, and note why; what is written from here has no notes.
    private static readonly JsonSerializerOptions Readable = new(PlannerJson.Context.Options) { WriteIndented = true, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly Lazy<string> _file;
    private readonly string _what;
    private readonly TimeProvider _clock;
    private volatile Definitions<T>? _current;
    private (DateTime Written, long Length)? _seen;
    private long _looked;

    private protected DefinitionStore(Func<string> file, string what, TimeProvider clock) => (_file, _what, _clock) = (new Lazy<string>(file), what, clock);

    /// <summary>What is defined, in the file's order. While a file that was good is damaged, what it said before; <see cref="Definitions{T}.Problem"/> says so.</summary>
    /// <exception cref="InstanceException">The file is there, can't be read, and never could.</exception>
    public Definitions<T> Current
    {
        get
        {
            var current = _current;
            if (current is not null && _clock.GetElapsedTime(Volatile.Read(ref _looked)).TotalSeconds < FreshSeconds)
            {
                return current;
            }

            lock (_gate)
            {
                return Look();
            }
        }
    }

    /// <summary>All of them, as the file says now; none when there is no file.</summary>
    /// <exception cref="InstanceException">The file is there and can't be read.</exception>
    public IReadOnlyList<T> Read()
    {
        try
        {
            var items = JsonSerializer.Deserialize<IReadOnlyList<T>>(File.ReadAllBytes(_file.Value), ListType) ?? [];
            foreach (var item in items)
            {
                Check(item);
            }

            return items.GroupBy(NameOf, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice
                ? throw new InstanceException($"'{_file.Value}' has the {_what} '{twice.Key}' twice. Rename or remove one.")
                : items;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InstanceException($"The {_what}s in '{_file.Value}' can't be read: {exception.Message} Correct the file, or remove it and add them again.", exception);
        }
    }

    /// <summary>The one of that name, letter case aside; null when there is none.</summary>
    /// <exception cref="InstanceException">The file can't be read.</exception>
    public T? Find(string name) => Current.Find(name);

    /// <summary>Adds one, in place of one of the same name.</summary>
    /// <param name="item">It.</param>
    /// <param name="expected">The <see cref="VersionOf"/> of what is replaced; empty: there must be none; null: whatever is there.</param>
    /// <returns>Its version.</returns>
    /// <exception cref="InstanceConflictException">Something else is there than was expected; nothing was changed.</exception>
    /// <exception cref="InstanceException">It is not valid, or the file can't be read or written.</exception>
    public string Put(T item, string? expected = null)
    {
        ArgumentNullException.ThrowIfNull(item);
        Check(item);
        Change(items =>
        {
            var name = NameOf(item);
            var place = items.FindIndex(other => IsNamed(other, name));
            Expect(name, place < 0 ? null : items[place], expected);
            if (place < 0)
            {
                items.Add(item);
            }
            else
            {
                items[place] = item;
            }

            return true;
        });
        return VersionOf(item);
    }

    /// <summary>Changes the one of a name.</summary>
    /// <param name="name">Its name, letter case aside.</param>
    /// <param name="change">Makes the new one; its name stays.</param>
    /// <returns>The new one; null when there is none of that name.</returns>
    /// <exception cref="InstanceException">It is not valid, or the file can't be read or written.</exception>
    public T? Update(string name, Func<T, T> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        T? changed = null;
        Change(items =>
        {
            var place = items.FindIndex(item => IsNamed(item, name));
            if (place < 0)
            {
                return false;
            }

            Check(items[place] = changed = change(items[place]));
            return true;
        });
        return changed;
    }

    /// <summary>Removes one.</summary>
    /// <param name="name">Its name, letter case aside.</param>
    /// <param name="expected">Its version as the caller knows it; null: whatever is there.</param>
    /// <returns>Whether there was one of that name.</returns>
    /// <exception cref="InstanceConflictException">It has been changed since.</exception>
    /// <exception cref="InstanceException">The file can't be read or written.</exception>
    public bool Remove(string name, string? expected = null) => Change(items =>
    {
        var place = items.FindIndex(item => IsNamed(item, name));
        if (place < 0)
        {
            return false;
        }

        Expect(name, items[place], expected);
        items.RemoveAt(place);
        return true;
    });

    /// <summary>A version of what is kept under a name: changes when, and only when, its content does. Fit for an HTTP entity tag.</summary>
    public string VersionOf(T item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(item, PlannerJson.Context.GetTypeInfo(typeof(T))!)).AsSpan(0, 8));
    }

    /// <summary>Its name.</summary>
    protected internal abstract string NameOf(T item);

    /// <summary>Says what is wrong with one before it is kept or used.</summary>
    /// <exception cref="InstanceException">Something is.</exception>
    protected virtual void Check(T item)
    {
    }

    private static JsonTypeInfo<IReadOnlyList<T>> ListType => (JsonTypeInfo<IReadOnlyList<T>>)Readable.GetTypeInfo(typeof(IReadOnlyList<T>));

    private bool IsNamed(T item, string name) => NameOf(item).Equals(name, StringComparison.OrdinalIgnoreCase);

    private void Expect(string name, T? there, string? expected)
    {
        if (expected is not null && expected != (there is null ? "" : VersionOf(there)))
        {
            throw new InstanceConflictException(there is null
                ? $"The {_what} '{name}' is gone. Read it anew."
                : expected.Length == 0 ? $"There is a {_what} '{name}' already. Choose another name, or change that one." : $"The {_what} '{name}' has been changed since it was read. Read it anew and change that.");
        }
    }

    private Definitions<T> Look()
    {
        var file = new FileInfo(_file.Value);
        (DateTime, long)? stamp = file.Exists ? (file.LastWriteTimeUtc, file.Length) : null;
        if (_current is null || _seen != stamp)
        {
            try
            {
                _current = new Definitions<T>(Read(), NameOf, (_current?.Version ?? 0) + 1);
            }
            catch (InstanceException exception) when (_current is not null)
            {
                _current = _current.With(exception.Message);
            }

            _seen = stamp;
        }

        Volatile.Write(ref _looked, _clock.GetTimestamp());
        return _current;
    }

    /// <summary>Before a file with comments is written anew without them, it is kept beside as <c>NAME.old</c>.</summary>
    private void KeepNotes()
    {
        var bytes = File.Exists(_file.Value) ? File.ReadAllBytes(_file.Value) : [];
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Allow, AllowTrailingCommas = true });
        while (bytes.Length > 0 && reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Comment)
            {
                PrivateFile.Write(_file.Value + ".old", bytes);
                return;
            }
        }
    }

    private bool Change(Func<List<T>, bool> change)
    {
        try
        {
            using var hold = FileLock.Take(_file.Value, LockPatience);
            var items = Read().ToList();
            if (!change(items))
            {
                return false;
            }

            KeepNotes();
            PrivateFile.Write(_file.Value, JsonSerializer.SerializeToUtf8Bytes(items, ListType));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InstanceException($"The {_what}s in '{_file.Value}' can't be written: {exception.Message} Check the folder's permissions.", exception);
        }

        lock (_gate)
        {
            // What this process has written it sees at once, also within the resolution of the file's time.
            _seen = null;
            Look();
        }

        return true;
    }
}
