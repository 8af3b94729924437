namespace Planner.Inference.Local.Text.Meaning;

/// <summary>The words of the built-in thesaurus, English and Russian, written for this project.</summary>
internal static class ThesaurusGroups
{
    /// <summary>Words that can stand for each other or belong closely together, a group to a line.</summary>
    public const string Same = """
        buy buys buying bought purchase purchased acquire acquired order купить купил купила покупать покупка приобрести приобрёл приобрела заказать заказ закупить
        sell sold sale selling vendor продать продавать продал продажа продавец
        pay paid payment pays fee оплатить оплата платить платёж заплатить уплатить внести
        price cost costs expense expenses fee tariff bill spending цена стоимость расход расходы затраты стоить стоит тариф
        money cash funds fund sum amount деньги средства сумма наличные
        cheap inexpensive affordable дешёвый недорогой
        expensive costly дорогой дорогостоящий
        refund reimburse reimbursement return returned возврат вернуть возместить компенсация сдать
        car automobile vehicle auto машина автомобиль авто
        bicycle bike cycle велосипед
        bus coach автобус
        truck lorry грузовик фура
        train railway rail поезд электричка железнодорожный
        plane airplane aircraft flight jet самолёт рейс авиарейс
        ship boat vessel корабль судно лодка теплоход
        road street highway way route дорога улица шоссе трасса путь
        depart departs departure leave leaves leaving left отправляться отправляется отправление отходить отходит уехать выехать отправиться
        arrive arrives arrival arrived come came прибыть прибывает прибытие приехать приезжать прилететь прибыл
        go goes going went travel идти пойти ехать поехать ходить ездить
        run runs running jog бежать бегать бежит бегает побежать
        walk walking stroll гулять прогулка идти
        trip journey travel travelling voyage tour tourist путешествие поездка тур турист
        shop store market supermarket магазин лавка супермаркет
        house home building dwelling residence дом здание жильё жилище
        flat apartment flats квартира
        room chamber комната номер
        rent rental lease let hire tenancy аренда наём прокат снять арендовать
        company firm business enterprise corporation employer компания фирма предприятие организация корпорация
        office bureau офис контора
        boss manager director head chief leader начальник директор руководитель глава шеф
        worker employee staff personnel работник сотрудник служащий персонал
        hire hired employ employed employs recruit recruited нанять принять наняла трудоустроить
        dismiss dismissed fire fired sack sacked layoff уволить увольнение сократить сокращение
        work job labour task employment работа труд занятость трудиться работать
        jobless unemployed unemployment безработный безработица
        customer client buyer shopper consumer клиент покупатель потребитель заказчик
        child kid children kids boy girl toddler ребёнок дети мальчик девочка малыш детский
        man guy male gentleman мужчина парень
        woman lady female женщина дама
        person people human inhabitant inhabitants resident residents citizen human человек люди житель жители население гражданин
        baby infant newborn младенец грудничок
        friend friends buddy mate pal друг друзья приятель подруга товарищ
        family parents relatives семья родители родственники
        dog puppy hound собака пёс щенок
        cat kitten кошка кот котёнок
        bird birds pigeon sparrow dove птица птицы голубь воробей
        animal animals pet pets beast животное животные питомец зверь
        horse pony лошадь конь
        fish fishes рыба рыбы
        beach shore coast sand seaside пляж берег побережье песок
        sea ocean море океан
        river stream brook река ручей
        forest wood woods лес роща
        mountain hill peak гора холм вершина
        village hamlet settlement деревня село посёлок
        city town urban metropolis город городской мегаполис
        country state nation land страна государство держава
        capital capitals столица
        weather climate погода климат
        rain rains rainfall shower downpour rainy дождь ливень осадки дожди
        snow snowfall snowstorm snowy blizzard снег снегопад метель
        hot heat warm heating warmth горячий жаркий тёплый тепло жара нагрев греться отопление нагреваться
        cold cool chilly freezing холодный холод мороз прохладный
        doctor physician medic врач доктор медик
        hospital clinic больница клиника госпиталь
        medicine drug medication pill tablet remedy лекарство препарат таблетка медикамент средство
        illness disease sickness sick ill ailment болезнь заболевание больной недуг
        pain ache aches hurt боль болит болеть
        patient patients пациент
        eat eating eats ate meal meals food dine есть еда кушать обедать питание ест приём
        drink drinks drinking beverage drank пить выпить напиток пьёт напитки запивать
        bake baking bread bakery печь испечь выпечка хлеб
        cook cooking boil fry recipe готовить варить жарить приготовить рецепт
        lunch dinner supper breakfast обед ужин завтрак
        restaurant cafe diner canteen ресторан кафе столовая
        big large huge great enormous vast major большой крупный огромный громадный
        small little tiny minor маленький небольшой крошечный малый мелкий
        fast quick rapid speedy quickly быстрый скорый быстро стремительный
        slow slowly медленный медленно
        new recent novel modern новый недавний современный неизвестный
        old ancient aged elderly старый древний старинный пожилой
        used second-hand secondhand подержанный бывший пробег
        good great fine excellent nice хороший отличный прекрасный замечательный
        bad poor awful terrible плохой ужасный скверный
        beautiful pretty lovely handsome gorgeous красивый прекрасный
        important significant essential crucial key важный значительный существенный ключевой
        difficult hard tough complicated сложный трудный тяжёлый
        easy simple straightforward лёгкий простой несложный
        correct right true accurate правильный верный точный
        wrong false incorrect mistaken неправильный неверный ошибочный
        dangerous hazardous risky unsafe опасный рискованный
        safe secure safety quality безопасный безопасность надёжный качество
        happy glad pleased joyful cheerful счастливый рад довольный радостный
        sad unhappy sorrow upset грустный печальный
        angry mad furious злой сердитый разгневанный
        begin begins began begun start starts started commence launch начать начаться начинается начало начался старт запустить
        end ends ended ending finish finished complete conclude terminate stop закончить закончиться конец завершить завершиться кончиться кончилась окончание прекратить расторжение
        open opens opened opening hours открыть открыт открывается открытие открылся часы
        close closed closes shut закрыть закрыт закрывается закрытие
        increase increased rise rose risen grow grew growth climb raise raised вырасти выросло увеличиться увеличилось рост повысить поднять подняться повыситься увеличение
        decrease decreased fall fell fallen drop dropped decline reduce reduced lower cut cuts снизиться уменьшить уменьшиться упасть сократиться снизить падение убавить сокращение подешеветь
        change changed changes edit modify alter amend reset изменить поменять менять изменение отредактировать сменить исправить
        delete deleted remove removed erase удалить удаление стереть убрать
        repair repaired fix fixed mend restore починить ремонт отремонтировать исправить восстановить
        break broke broken damage damaged fault сломать сломаться поломка повредить сломался
        make made makes create created produce produced produces manufacture build built construct cause form сделать создать создал произвести построить изготовить образуется вызвать
        write wrote written writes author publish published novel book писать написать написал автор опубликовать роман пьеса книга
        read reads reading читать прочитать чтение
        say said says tell told state announce announced announcement inform report сказать сообщить заявить объявить рассказать объявлено уведомить предупредить сообщение
        ask asked asks question request inquiry спросить вопрос просить запрос
        answer reply respond response ответ ответить отвечать
        see saw look watch view seen видеть смотреть глядеть осмотреть осматривать
        find found discover discovered detect locate найти обнаружить открыть открыли обнаружили
        search seek look искать поиск
        know known knows знать известный известно
        think believe consider suppose opinion думать считать полагать мнение
        learn study studied studies student pupil учиться изучать учить студент ученик
        teach teacher teaching lecturer professor tutor преподавать учитель преподаватель профессор
        school college university academy школа университет институт вуз
        scientist scientists researcher researchers scholar учёный учёные исследователь исследователи
        science research study наука исследование научный
        help assist aid support помощь помочь поддержка помогать
        give gave given gives hand provide дать отдать предоставить давать
        take took taken takes брать взять принимать принимают
        send sent sends mail ship shipped dispatch отправить послать прислать отправка отослать отправлена
        deliver delivered delivery courier shipping shipment доставить доставка курьер привезти
        parcel package packet box посылка пакет коробка бандероль
        letter mail email e-mail message письмо почта сообщение послание
        phone telephone mobile smartphone cell телефон смартфон мобильный
        computer laptop pc notebook компьютер ноутбук
        battery accumulator batteries батарея аккумулятор
        charge charging charged recharge charger зарядка заряжать зарядить заряд
        program software app application programme программа приложение софт
        password passcode pin пароль код
        account profile login аккаунт учётная профиль кабинет логин
        delay delayed late overdue postponed задержать задержка опоздать опоздание просрочен просроченный задержан
        cancel cancelled cancellation call отменить отмена
        contract agreement deal договор соглашение контракт сделка
        sign signed signature подписать подпись подписан
        approve approved approval accept adopt endorse одобрить утвердить одобрение принять удовлетворить
        reject rejected refuse refused decline turn отклонить отказать отвергнуть отказ отклонена
        allow allowed permit permitted permission may разрешить разрешено позволить разрешается можно
        forbid forbidden ban banned prohibit prohibited запретить запрещено запрет нельзя
        court judge tribunal суд судья судебный
        law legislation act bill закон законодательство
        police officer cop полиция полицейский
        crime criminal offence преступление преступник преступный
        theft steal stole stolen rob robbery thief кража украсть грабёж вор похитить
        kill killed murder murdered убить убийство
        die died death dead умереть смерть погибнуть умер
        war conflict battle war война бой сражение
        army military troops soldier soldiers армия военный войска солдат
        government minister ministry cabinet правительство министр министерство
        president премьер президент
        election elections vote voted ballot выборы голосование голосовать
        resign resigned resignation step отставка уволиться
        win won wins victory winner победить победа выиграть выиграла победитель
        lose lost loses defeat проиграть потерять поражение потерян
        game match contest игра матч соревнование
        play plays playing played играть сыграть играет
        football soccer футбол футбольный
        team squad club команда клуб сборная
        music song melody tune musical музыка песня мелодия
        musician guitarist guitar player violinist музыкант гитарист
        sing singing sings singer sang петь певец пение певица
        violin violinist fiddle скрипка скрипач скрипачка
        orchestra orchestral symphony оркестр оркестровый
        audience crowd spectators viewers публика зрители аудитория толпа
        stage scene сцена
        film movie cinema picture фильм кино кинофильм
        actor actress star performer актёр актриса артист
        picture image photo photograph photography изображение фотография фото картина снимок
        paint painting painter painted живопись художник картина рисовать
        meeting session conference assembly gathering собрание совещание встреча заседание конференция
        meet met encounter встретить встретиться встреча
        plan project scheme proposal план проект замысел
        problem issue trouble difficulty complaint проблема неполадка трудность жалоба
        error bug mistake failure fault crash ошибка сбой баг
        sleep asleep sleeping slept nap спать сон заснуть спит
        sit seated sitting chair sofa сидеть стул диван
        live lives lived living reside жить проживать живёт
        wash clean cleaned cleaning tidy stain spot spots мыть чистить убирать пятно след
        carpet carpets rug ковёр ковра ковры
        throw toss cast бросить кинуть
        hit strike struck beat ударить бить
        cut slice chop резать отрезать
        fly flies flew flying лететь летать вылететь вылетел
        grow cultivate plant plants расти растение растить
        garden yard orchard сад огород двор
        light lights bright lamp свет светлый лампа
        dark darkness тёмный темнота
        water tap водопровод вода водопроводный кран
        fire burn burned blaze огонь пожар гореть
        flood flooded flooding under наводнение затопить затоплен
        block blocked blocking obstruct заблокировать перекрыть перекрыта
        wait waiting waited ждать ожидать ожидание
        hurry rush спешить торопиться
        often frequently regularly часто регулярно
        sometimes occasionally иногда порой
        now currently today presently сейчас теперь ныне
        attempt try tried tries попытка пытаться пробовать
        show shows showed display demonstrate показать демонстрировать выставка
        choose chose select pick выбрать выбирать
        hide hid hidden conceal спрятать скрыть
        keep kept hold retain хранить держать
        use used uses using utilize usage использовать применять употребление пользоваться
        need needs require required necessary нуждаться требовать нужно необходимо следует
        want wants wish desire хотеть желать
        like likes love enjoy нравиться любить
        hate dislike detest ненавидеть
        earth world globe planet земля мир планета
        sun solar солнце солнечный
        orbit orbits circle revolve обращаться орбита вращаться
        star stars звезда
        oil petroleum petrol gas нефть бензин
        energy power electricity electric electrical энергия электричество электрический
        paper sheet page бумага лист
        printer print printed printing принтер печать печатать
        cellar basement cellars подвал погреб
        pool swim swims swimming swimmer бассейн плавать плавание пловец
        invent invented inventor invention patent изобрести изобрёл изобретение изобретатель патент
        create created compose composed author создать создал сочинить автор
        permit pass licence license permission разрешение пропуск лицензия
        park parking parked парковка парковать стоянка
        lack lacks deficiency shortage deficit missing нехватка недостаток дефицит
        symptom symptoms sign signs indication признак признаки симптом симптомы
        include included includes cover covers contain contains входить включить включён включено содержать
        welcome allowed may можно разрешается приветствуется
        hotel inn hostel accommodation stay гостиница отель проживание номер
        insulate insulation insulating attic утеплить утепление теплоизоляция чердак
        thermostat heating radiator boiler термостат отопление батарея котёл
        bill energy gas electricity heating отопление энергия газ
        tenant landlord tenancy lease арендатор арендодатель наём аренда наниматель
        cancel terminate termination end ending quit расторгнуть расторжение прекратить
        notify notice inform warn announce уведомить уведомление предупредить предупреждение предупреждать
        museum opening hours schedule timetable график расписание режим
        planet planets mars jupiter venus saturn orbit планета планеты юпитер марс
        fishing fisherman angler рыбак рыбалка
        population inhabitants residents live население жители жить
        stain spill blot пятно пролить промокнуть
        boil boiling kettle кипеть кипятить чайник
        exchange swap replace replacement обмен обменять замена заменить
        warranty guarantee guaranteed гарантия гарантийный
        discount sale reduction promotion скидка распродажа акция
        ticket tickets fare admission entry билет билеты проезд вход
        luggage baggage suitcase bag багаж чемодан сумка
        passport visa document id паспорт виза документ
        breakfast morning buffet завтрак утренний буфет
        salary wage wages pay income earnings зарплата оклад заработок доход
        vacation holiday holidays leave отпуск каникулы
        insurance insured policy страховка страхование полис
        fever temperature headache flu cold температура жар грипп простуда
        exercise sport fitness gym training упражнение спорт фитнес тренировка зал
        tree trees leaf leaves branch дерево деревья лист ветка
        wind storm hurricane gale ветер шторм ураган буря
        nausea vomiting sick тошнота рвота
        bleeding blood bleed кровотечение кровь
        wallet purse кошелёк бумажник
        castle fortress palace замок крепость дворец
        church cathedral temple церковь собор храм
        museum gallery музей галерея
        invoice bill receipt счёт квитанция чек
        tax duty levy налог пошлина сбор
        bank banking банк банковский
        share shares stock stocks акция акции
        rate level percent percentage ставка процент уровень
        side adverse побочный
        effect effects result consequence impact эффект следствие результат действие последствие
        reason because cause due why причина почему
        number quantity count amount число количество сколько
        part portion section piece часть доля раздел
        notice notify warning уведомить уведомление предупредить предупреждать
        period term duration срок период
        address location place адрес место
        year annual yearly год ежегодный
        month monthly месяц ежемесячный
        day daily день ежедневный ежедневно сутки
        week weekly неделя еженедельный
        morning утро утром утра
        evening вечер вечером вечера
        night overnight nightly ночь ночью ночной
        hour o'clock час часа часов
        one 1 once single один одна одно однажды
        two 2 twice double два две дважды двое
        three 3 thrice три трижды трое
        four 4 четыре
        five 5 пять
        six 6 шесть
        seven 7 семь
        eight 8 восемь
        nine 9 девять
        ten 10 десять
        eleven 11 одиннадцать
        twelve 12 dozen двенадцать
        twenty 20 двадцать
        thirty 30 тридцать
        forty 40 сорок
        fifty 50 пятьдесят
        hundred 100 сто сотня
        200 двести
        300 триста
        400 четыреста
        500 пятьсот
        thousand 1000 тысяча тысячи тысяч
        million 1000000 миллион
        euro euros eur € евро
        dollar dollars usd $ доллар
        pound pounds gbp £ фунт
        rouble ruble roubles rub ₽ рубль рублей рублям
        percent % per cent процент процентов
        """;

    /// <summary>Words that say the opposite of each other, two sides to a line.</summary>
    public const string Opposite = """
        open opens opened works|close closed shut
        открыть открыт открывается работать работает|закрыть закрыт закрывается
        increase increased rise rose grow grew growth raise|decrease fall fell drop dropped decline reduce shrink
        вырасти выросло увеличиться рост повысить подняться увеличить|снизиться уменьшить упасть сократиться падение снизить подешеветь
        hire hired employ recruit|dismiss dismissed fire fired sack
        нанять принять|уволить увольнение
        approve approved accept accepted adopt|reject rejected refuse refused decline
        одобрить утвердить удовлетворить принять|отклонить отказать отвергнуть
        allow permit permitted|forbid ban banned prohibit
        разрешить разрешено можно|запретить запрещено нельзя
        buy bought purchase|sell sold sale
        купить покупка приобрести|продать продажа
        win won victory|lose lost defeat
        победить выиграть победа|проиграть поражение
        hot warm heat|cold cool freezing
        горячий жаркий тёплый|холодный мороз прохладный
        good great excellent|bad poor terrible awful
        хороший отличный прекрасный|плохой ужасный скверный
        big large huge|small little tiny
        большой крупный огромный|маленький небольшой крошечный
        fast quick rapid|slow slowly
        быстрый быстро скорый|медленный медленно
        cheap inexpensive|expensive costly
        дешёвый недорогой|дорогой
        easy simple|difficult hard complicated
        лёгкий простой|сложный трудный
        safe secure|dangerous hazardous
        безопасный|опасный
        begin start started commence|end finish stop terminate
        начать начаться начало|закончить закончиться конец прекратить
        arrive arrived arrival|depart departure leave left
        прибыть прибытие прилететь|отправиться отправление вылететь
        late delayed delay overdue|punctual early ontime
        опоздать задержать задержка|вовремя
        delay delayed|time
        true correct right|false wrong incorrect
        верный правильный|неверный неправильный
        love like enjoy|hate dislike detest
        любить нравиться|ненавидеть
        happy glad pleased|sad unhappy upset
        счастливый радостный довольный|грустный печальный недовольный
        empty|full
        пустой|полный
        before|after
        до перед|после
        light bright|dark
        светлый|тёмный
        man male|woman female
        мужчина|женщина
        morning|evening
        утро|вечер
        remove delete|add insert
        удалить|добавить
        old ancient|new modern
        старый древний|новый современный
        increase|cut
        install|uninstall remove
        legal lawful|illegal unlawful
        законный|незаконный
        possible|impossible
        возможный|невозможный
        guilty|innocent
        виновный|невиновный
        alive|dead
        живой|мёртвый
        first|last
        первый|последний
        """;
}
